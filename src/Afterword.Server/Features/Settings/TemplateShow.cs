using Afterword.Core;
using Afterword.Core.Templates;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Settings;

/// <summary>How a template looks: every audience of its kind, on the sample or on a real incident.</summary>
/// <param name="Name">Which template.</param>
/// <param name="Columns">The audiences, that of the template first.</param>
/// <param name="On">What it is shown on, within a sentence.</param>
/// <param name="Problem">What is wrong with the text; null when nothing is.</param>
/// <param name="Incident">The number of the incident it is shown on; null for the sample.</param>
public sealed record TemplateShow(
    string Name,
    IReadOnlyList<TemplateColumn> Columns,
    string On,
    TemplateException? Problem,
    int? Incident = null
)
{
    /// <summary>Renders it.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="site">What keys look like, and the templates in force.</param>
    /// <param name="now">Now.</param>
    /// <param name="name">Which template.</param>
    /// <param name="text">Its text as typed.</param>
    /// <param name="incident">The key of an incident; empty for the sample.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RuleException">There is no such incident for this viewer.</exception>
    internal static async Task<TemplateShow> Of(
        AfterwordDb db,
        Viewer viewer,
        Site site,
        DateTimeOffset now,
        string name,
        string text,
        string incident,
        CancellationToken ct
    )
    {
        TemplateException? problem = null;
        Template? typed = null;
        try
        {
            typed = TemplateCheck.Read(name, text.ReplaceLineEndings("\n"));
        }
        catch (TemplateException wrong)
        {
            problem = wrong;
        }
        if (TemplateCatalog.Shipped.FirstOrDefault(t => t.Name == name) is not { } shipped)
        {
            return new TemplateShow(name, [], "", problem);
        }
        var (news, on, number) = await News(db, viewer, site, now, shipped.Kind, incident, ct);
        var columns = UpdateTable
            .Of(shipped.Kind)
            .Audiences.OrderBy(a => a == shipped.Audience ? 0 : 1)
            .Select(audience => Column(shipped, audience, typed, text, news, site));
        return new TemplateShow(name, [.. columns.OfType<TemplateColumn>()], on, problem, number);
    }

    private static TemplateColumn? Column(
        Template shipped,
        Audience audience,
        Template? typed,
        string text,
        News? news,
        Site site
    )
    {
        var own = audience == shipped.Audience;
        var facts = Audiences.IsOutside(audience)
            ? SampleNews.ForCustomersOf(shipped.Kind)
            : news?.For(audience);
        if (facts is null || (own && typed is null))
        {
            return null;
        }
        var template = own ? typed! : site.Templates.Find(shipped.Kind, audience)!;
        try
        {
            var words = own
                ? TemplateRenderer.Write(typed!, facts)
                : site.Templates.Write(shipped.Kind, facts)!;
            return new TemplateColumn(
                audience,
                words,
                template.Count(words.Body),
                template.Budget,
                own ? text : null
            );
        }
        catch (TemplateException)
        {
            // Only what is true of real facts and not of the sample: too long. The shipped words would go.
            return null;
        }
    }

    private static async Task<(News? News, string On, int? Incident)> News(
        AfterwordDb db,
        Viewer viewer,
        Site site,
        DateTimeOffset now,
        UpdateKind kind,
        string incident,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(incident))
        {
            return (SampleNews.Of(kind), "the sample", null);
        }
        var number = site.Keys.IncidentNumber(incident);
        var found =
            await db
                .Incidents.To(viewer)
                .AsNoTracking()
                .SingleOrDefaultAsync(i => i.Number == number, ct)
            ?? throw new RuleException(
                "incident",
                $"There is no incident {incident}, or it is not visible to you."
            );
        var facts = await IncidentFacts.Of(db, found, site, await NextDue.Policy(db, ct), now, ct);
        return PreviewNews.Of(kind, facts) is { } news
            ? (news, site.Keys.OfIncident(found.Number), found.Number)
            : (
                SampleNews.Of(kind),
                $"the sample, because {site.Keys.OfIncident(found.Number)} has nothing of this kind to tell",
                null
            );
    }
}

/// <summary>A template's words for one audience.</summary>
/// <param name="Audience">Who reads.</param>
/// <param name="Words">Subject and body.</param>
/// <param name="Count">How many words count against the budget.</param>
/// <param name="Budget">The most there may be; null for any.</param>
/// <param name="Typed">The text it was made of where that is being typed; null for a template in force.</param>
public sealed record TemplateColumn(
    Audience Audience,
    Words Words,
    int Count,
    int? Budget,
    string? Typed
);
