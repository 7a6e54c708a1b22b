using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

/// <summary>Teams' weekly progress updates: when the hour has come, drafts one from what the team did and asks its writer. One index probe finds them.</summary>
internal sealed class ProgressAsks(
    Store store,
    Database database,
    Func<Site> site,
    TimeProvider time,
    ILogger<ProgressAsks> log
)
{
    private readonly Setbacks _setbacks = new(time);

    /// <summary>Makes every draft whose hour has come.</summary>
    public async Task All(CancellationToken ct)
    {
        var now = store.Now;
        List<int> due;
        await using (var db = database.Read())
        {
            due = await db.Set<ProgressSchedule>()
                .Where(s => s.NextAt <= now)
                .OrderBy(s => s.NextAt)
                .Select(s => s.TeamId)
                .ToListAsync(ct);
        }
        foreach (var team in due.Where(t => _setbacks.MayTry(t)))
        {
            try
            {
                await store.Write(db => Ask(db, team, ct), ct);
                _setbacks.Succeeded(team);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                _setbacks.Failed(team);
                log.LogError(
                    failed,
                    "The weekly update of team {Team} could not be drafted; it is tried again.",
                    team
                );
            }
        }
    }

    private async Task Ask(AfterwordDb db, int id, CancellationToken ct)
    {
        var rows = db.IsSqlite
            ? db.Set<ProgressSchedule>().Where(s => s.TeamId == id)
            : db.Set<ProgressSchedule>()
                .FromSql(
                    $"SELECT * FROM progress_schedules WHERE team_id = {id} FOR UPDATE SKIP LOCKED"
                );
        var schedule = (await rows.AsTracking().ToListAsync(ct)).SingleOrDefault();
        if (schedule is null || !(schedule.NextAt <= store.Now))
        {
            return;
        }
        var team = await db.Teams.AsNoTracking().SingleAsync(t => t.Id == id, ct);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(team.TimeZone, out var found)
            ? found
            : TimeZoneInfo.Utc;
        var dueAt = schedule.NextDueAt!.Value;
        var writer = await db
            .People.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == schedule.WriterId && p.Active, ct);
        schedule.MoveOn(store.Now, zone);
        if (writer is null)
        {
            log.LogWarning(
                "The weekly update of {Team} has no writer any more; nobody was asked.",
                team.Name
            );
            return;
        }
        await Draft(db, team, writer, zone, dueAt, ct);
    }

    private async Task Draft(
        AfterwordDb db,
        Team team,
        Person writer,
        TimeZoneInfo zone,
        DateTimeOffset dueAt,
        CancellationToken ct
    )
    {
        var (by, here) = (By.Product(store.Now, Door.Cadence), site());
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(dueAt, zone).DateTime);
        var week =
            $"{System.Globalization.ISOWeek.GetYear(day.ToDateTime(default))}-W{System.Globalization.ISOWeek.GetWeekOfYear(day.ToDateTime(default)):00}";
        var slot = $"team-{team.Id}/progress-update/{week}/team";
        if (await db.Updates.AnyAsync(u => u.Slot == slot, ct))
        {
            return;
        }
        var answers = await WorkPrefill.Progress(
            db,
            [.. team.LeadId is { } lead ? team.MemberIds.Append(lead) : team.MemberIds],
            team.Id,
            WorkPrefill.Since(daily: false, store.Now),
            day,
            here.Keys,
            ct
        );
        var news = WorkForm.News(
            UpdateKind.ProgressUpdate,
            answers,
            team.Name,
            day,
            new(writer.Name, writer.Email),
            null,
            null
        );
        var number = await db.NextUpdates(2, ct);
        db.Updates.Add(
            Update.Draft(
                number,
                new UpdateAbout(
                    slot,
                    UpdateKind.ProgressUpdate,
                    Audience.Team,
                    null,
                    null,
                    dueAt,
                    null,
                    team.Id
                ),
                Drafting.Write(Audience.Team, news, here.Templates)!,
                by
            )
        );
        db.Updates.Add(
            Update.Automatic(
                number + 1,
                new UpdateAbout(
                    $"{slot}/asked/@{writer.Handle}",
                    UpdateKind.AdHoc,
                    Audience.Person,
                    null,
                    null,
                    null,
                    writer.Id
                ),
                Words(team, writer, day, here.Address($"updates/{number}")),
                null,
                by
            )
        );
    }

    private static Words Words(Team team, Person writer, DateOnly day, Uri page) =>
        new(
            $"{team.Name}: the weekly update of {day:yyyy-MM-dd} is drafted",
            $"""
            **{MarkdownWords.Escape(
                writer.Name.Split(' ')[0]
            )}, the weekly update of {MarkdownWords.Escape(
                team.Name
            )} is drafted** from what the team's items say. It is due today and waits for you.

            **What to do**: [read it, change what you like, and send it]({page.AbsoluteUri})
            """
        );
}
