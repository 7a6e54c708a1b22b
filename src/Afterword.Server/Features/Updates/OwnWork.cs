using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>Who may change and send a message: leads any, and whoever works on items what tells of their own or their team's work.</summary>
internal static class OwnWork
{
    public static async Task<bool> MaySend(
        AfterwordDb db,
        Update update,
        Caller caller,
        CancellationToken ct = default
    )
    {
        if (caller.Can(Deed.SendUpdates))
        {
            return true;
        }
        if (!UpdateTable.IsOwnWork(update.Kind) || !caller.Can(Deed.WorkOnItems))
        {
            return false;
        }
        if (caller.PersonId is not { } me)
        {
            return false;
        }
        return update.AuthorId == me
            || (
                update.TeamId is { } team
                && await db.Teams.AnyAsync(
                    t => t.Id == team && (t.LeadId == me || t.MemberIds.Contains(me)),
                    ct
                )
            );
    }

    /// <summary>The API's answer to whoever may not.</summary>
    public static IResult Refused() =>
        Results.Problem(
            title: "Not allowed",
            detail: "Sending this needs the role Lead; what you wrote of your own work, you may send yourself.",
            statusCode: 403
        );
}
