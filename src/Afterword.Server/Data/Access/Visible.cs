using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;

namespace Afterword.Server.Data.Access;

/// <summary>What a viewer may see: everything but restricted incidents whose readers do not name them, and all that belongs to those.</summary>
internal static class Visible
{
    public static IQueryable<Incident> To(this IQueryable<Incident> incidents, Viewer viewer) =>
        viewer.SeesAll ? incidents
        : viewer.PersonId is { } person
            ? incidents.Where(i => !i.Restricted || i.ReaderIds.Contains(person))
        : incidents.Where(i => !i.Restricted);

    public static IQueryable<ActionItem> VisibleItems(this AfterwordDb db, Viewer viewer) =>
        viewer.SeesAll
            ? db.ActionItems
            : db.ActionItems.Where(a =>
                db.Incidents.To(viewer).Any(i => i.Number == a.IncidentNumber)
            );

    public static IQueryable<PostMortem> VisiblePostMortems(this AfterwordDb db, Viewer viewer) =>
        viewer.SeesAll
            ? db.PostMortems
            : db.PostMortems.Where(p =>
                db.Incidents.To(viewer).Any(i => i.Number == p.IncidentNumber)
            );

    public static IQueryable<Comment> VisibleComments(this AfterwordDb db, Viewer viewer) =>
        viewer.SeesAll
            ? db.Comments
            : db.Comments.Where(c =>
                db.Incidents.To(viewer).Any(i => i.Number == c.IncidentNumber)
            );

    /// <summary>What belongs to one person and to no incident, such as a digest, may name restricted ones: it is theirs, and its writer's.</summary>
    public static IQueryable<Update> VisibleUpdates(this AfterwordDb db, Viewer viewer) =>
        viewer.SeesAll
            ? db.Updates
            : db.Updates.Where(u =>
                (
                    u.IncidentNumber == null
                    && (
                        u.PersonId == null
                        || u.PersonId == viewer.PersonId
                        || u.AuthorId == viewer.PersonId
                    )
                ) || db.Incidents.To(viewer).Any(i => i.Number == u.IncidentNumber)
            );

    /// <summary>
    /// That there is a message, whom it goes to and whether it arrived: besides what may be read, the personal ones, for those who
    /// look after deliveries. Their words stay the person's own.
    /// </summary>
    public static IQueryable<Update> VisibleEnvelopes(this AfterwordDb db, Viewer viewer) =>
        viewer.Role is Role.Lead or Role.Admin
            ? db.Updates.Where(u =>
                u.IncidentNumber == null
                || db.Incidents.To(viewer).Any(i => i.Number == u.IncidentNumber)
            )
            : db.VisibleUpdates(viewer);
}
