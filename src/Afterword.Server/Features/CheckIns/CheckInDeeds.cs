using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.CheckIns;

/// <summary>What becomes of a fix that does not hold.</summary>
internal enum AfterCheck
{
    /// <summary>Nothing; a fix that helps in part may be enough.</summary>
    Nothing,

    /// <summary>The item is opened again.</summary>
    Reopen,

    /// <summary>A new item follows it up.</summary>
    FollowUp,
}

/// <summary>An answer to one line of a check-in.</summary>
internal sealed record FixAnswer(
    int Item,
    FixVerdict Verdict,
    string? Evidence,
    AfterCheck Then,
    string? Title
);

/// <summary>An answer to one line of a similar-risk call.</summary>
internal sealed record RiskReply(string Service, RiskAnswer Answer, string? Note, string? Title);

/// <summary>Answers to check-ins and similar-risk calls. A fix that regressed is opened again or followed up, in the same transaction.</summary>
internal static class CheckInDeeds
{
    /// <summary>Takes the answers, all or none.</summary>
    /// <returns>False when there is no such incident for this caller.</returns>
    /// <exception cref="RuleException">An answer breaks a rule; its field begins with the line: <c>items[0].evidence</c>.</exception>
    public static Task<bool> Check(
        Store store,
        Caller caller,
        DueDatePolicy policy,
        int incidentNumber,
        IReadOnlyList<FixAnswer> answers,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                if (await Incident(db, caller, incidentNumber, ct) is not { } incident)
                {
                    return false;
                }
                for (var line = 0; line < answers.Count; line++)
                {
                    await InLine(
                        "items",
                        line,
                        () => Check(db, caller, policy, incident, answers[line], ct)
                    );
                }
                return true;
            },
            ct
        );

    /// <summary>Takes the replies, all or none.</summary>
    /// <returns>False when there is no such incident for this caller.</returns>
    /// <exception cref="RuleException">A reply breaks a rule; its field begins with the line: <c>calls[0].note</c>.</exception>
    public static Task<bool> Reply(
        Store store,
        Caller caller,
        DueDatePolicy policy,
        int incidentNumber,
        IReadOnlyList<RiskReply> replies,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                if (await Incident(db, caller, incidentNumber, ct) is not { } incident)
                {
                    return false;
                }
                for (var line = 0; line < replies.Count; line++)
                {
                    await InLine(
                        "calls",
                        line,
                        () => Reply(db, caller, policy, incident, replies[line], ct)
                    );
                }
                return true;
            },
            ct
        );

    private static async Task Check(
        AfterwordDb db,
        Caller caller,
        DueDatePolicy policy,
        Incident incident,
        FixAnswer answer,
        CancellationToken ct
    )
    {
        var by = caller.By();
        var item =
            await db
                .ActionItems.AsTracking()
                .SingleOrDefaultAsync(
                    a => a.Number == answer.Item && a.IncidentNumber == incident.Number,
                    ct
                )
            ?? throw new RuleException("item", "There is no such item of this incident.");
        if (answer is { Verdict: FixVerdict.Regressed, Then: AfterCheck.Nothing })
        {
            throw new RuleException(
                "then",
                "A fix that regressed is opened again, or followed up by a new item: choose one."
            );
        }
        int? followUp = null;
        if (answer.Then == AfterCheck.FollowUp && answer.Verdict != FixVerdict.Held)
        {
            var title = string.IsNullOrWhiteSpace(answer.Title)
                ? $"Make it hold: {item.Title}"
                : answer.Title;
            var details = new ActionItemDetails
            {
                Title = title.Length > 200 ? title[..199] + "…" : title,
                Description = answer.Evidence?.Trim() ?? "",
                OwnerId = item.OwnerId,
                OwnerTeamId = item.OwnerTeamId,
                Priority = item.Priority,
                Category = item.Category,
                DueOn = policy.Propose(
                    item.Priority,
                    incident.Severity,
                    DateOnly.FromDateTime(by.At.UtcDateTime)
                ),
            };
            followUp = await db.NextItem(ct);
            db.ActionItems.Add(
                ActionItem.Add(followUp.Value, incident.Number, details, by, item.Number)
            );
        }
        db.FixChecks.Add(
            FixCheck.Answer(
                await db.NextFixCheck(ct),
                incident.Number,
                item.Number,
                answer.Verdict,
                answer.Evidence,
                followUp,
                by
            )
        );
        if (answer.Then == AfterCheck.Reopen && answer.Verdict != FixVerdict.Held && !item.IsOpen)
        {
            item.Reopen(
                $"The check-in says it {(answer.Verdict == FixVerdict.Partly ? "holds only partly" : "regressed")}: {answer.Evidence?.Trim()}",
                by
            );
        }
    }

    private static async Task Reply(
        AfterwordDb db,
        Caller caller,
        DueDatePolicy policy,
        Incident incident,
        RiskReply reply,
        CancellationToken ct
    )
    {
        var by = caller.By();
        var call =
            await (
                from c in db.RiskCalls.AsTracking()
                where c.IncidentNumber == incident.Number
                join s in db.Services on c.ServiceId equals s.Id
                where s.Handle == reply.Service
                select new
                {
                    Call = c,
                    s.Name,
                    s.Tags,
                }
            ).SingleOrDefaultAsync(ct)
            ?? throw new RuleException("service", "Nobody was asked about this service.");
        int? item = null;
        if (reply.Answer == RiskAnswer.Yes && call.Call.ItemNumber is null)
        {
            if (string.IsNullOrWhiteSpace(reply.Title))
            {
                throw new RuleException(
                    "title",
                    "Say what is to be done; it becomes an action item."
                );
            }
            item = await db.NextItem(ct);
            var details = new ActionItemDetails
            {
                Title = reply.Title.Trim(),
                Description =
                    $"{call.Name} could be hit by the cause of this incident. {reply.Note?.Trim()}".Trim(),
                OwnerId = call.Call.PersonId,
                Priority = Priority.P2,
                Category = Core.PostMortems.LearningCategory.Prevention,
                Tags = call.Call.Shared,
                DueOn = policy.Propose(
                    Priority.P2,
                    incident.Severity,
                    DateOnly.FromDateTime(by.At.UtcDateTime)
                ),
            };
            db.ActionItems.Add(ActionItem.Add(item.Value, incident.Number, details, by));
        }
        call.Call.Reply(reply.Answer, reply.Note, item, by);
    }

    private static Task<Incident?> Incident(
        AfterwordDb db,
        Caller caller,
        int number,
        CancellationToken ct
    )
    {
        if (!caller.Can(Deed.WorkOnItems))
        {
            throw new RuleException(
                "",
                "Ask a member, a lead or an administrator: this needs the right to work on items."
            );
        }
        return db.Incidents.To(caller.Viewer).SingleOrDefaultAsync(i => i.Number == number, ct);
    }

    private static async Task InLine(string list, int line, Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch (RuleException refused)
        {
            throw new RuleException($"{list}[{line}].{refused.Field}", refused.Message);
        }
    }
}
