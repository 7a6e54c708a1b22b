using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What somebody answers about an item: what they typed, who they are, how they read the clock.</summary>
internal sealed record Answering(
    AfterwordDb Db,
    ActionItem Item,
    DeedForm Form,
    By By,
    Reader Reader
);

/// <summary>The answers people give about an item, from the typed form to the noun's verb.</summary>
internal static class ItemAnswers
{
    public static IReadOnlyDictionary<string, Func<Answering, Task>> Named { get; } =
        new Dictionary<string, Func<Answering, Task>>
        {
            ["start"] = At(a => a.Item.Start(a.By)),
            ["review"] = AskForReview,
            ["done"] = At(Complete),
            ["date"] = At(Move),
            ["blocked"] = Block,
            ["reassign"] = Reassign,
            ["snooze"] = At(Snooze),
            ["wake"] = At(a => a.Item.Snooze(null, a.Reader.Today, "", a.By)),
            ["cancel"] = At(a => a.Item.Cancel(a.Form.Reason ?? "", a.By)),
            ["reopen"] = At(a => a.Item.Reopen(a.Form.Reason ?? "", a.By)),
        };

    private static void Complete(Answering a)
    {
        var live = LocalTime.ToInstant(a.Form.LiveAt, a.Reader);
        if (live is null && !string.IsNullOrWhiteSpace(a.Form.LiveAt))
        {
            throw new RuleException(
                "liveAt",
                "Write the instant as 2026-11-30 14:00, or leave it empty."
            );
        }
        if (live > a.By.At)
        {
            throw new RuleException(
                "liveAt",
                "This is still to come; say it is done when it has happened."
            );
        }
        var evidence = new DoneEvidence
        {
            What = a.Form.Evidence ?? "",
            Change = a.Form.Change ?? "",
            LiveAt = live,
            Monitoring = a.Form.Monitoring ?? "",
        };
        if (string.IsNullOrWhiteSpace(a.Form.Evidence))
        {
            throw new RuleException("evidence", "Say in a sentence what was done.");
        }
        a.Item.Complete(a.By, $"{evidence}");
    }

    private static void Move(Answering a)
    {
        var dueOn = Day(a.Form.DueOn, "dueOn");
        var from = Day(a.Form.DueFrom, "dueFrom");
        if (dueOn == a.Item.DueOn && from == a.Item.DueFrom)
        {
            throw new RuleException("dueOn", "This is the date it has already; write another.");
        }
        a.Item.MoveDueDate(dueOn, a.Form.Reason ?? "", a.By, from);
    }

    private static async Task Block(Answering a)
    {
        int? helper = string.IsNullOrWhiteSpace(a.Form.Helper)
            ? null
            : (await Owners.Person(a.Db, a.Form.Helper, "helper", default)).Id;
        a.Item.Block(
            new BlockerAnswers
            {
                Impact = a.Form.Impact ?? "",
                Urgency = a.Form.Urgency ?? "",
                Goal = a.Form.Goal ?? "",
                Getting = a.Form.Getting ?? "",
                Tried = Lines(a.Form.Tried),
                Need = a.Form.Need ?? "",
                HelperId = helper,
            },
            a.By
        );
    }

    private static async Task AskForReview(Answering a)
    {
        var reviewers = new List<(int Id, string Handle)>();
        foreach (var handle in Words(a.Form.Reviewers))
        {
            reviewers.Add(await Owners.Person(a.Db, handle, "reviewers", default));
        }
        a.Item.AskForReview(
            new ReviewRequest
            {
                PullRequest = a.Form.PullRequest ?? "",
                Summary = a.Form.Summary ?? "",
                Changes = Lines(a.Form.Changes),
                Testing = a.Form.Testing ?? "",
                Focus = a.Form.Focus ?? "",
                ReviewerIds = [.. reviewers.Select(r => r.Id)],
            },
            a.By,
            [.. reviewers.Select(r => r.Handle)]
        );
    }

    private static async Task Reassign(Answering a)
    {
        var (owner, words) = await Owners.Change(a.Db, a.Item, a.Form.Owner, default);
        a.Item.Reassign(owner.Person, owner.Team, a.Form.Reason ?? "", a.By, words);
    }

    private static void Snooze(Answering a) =>
        a.Item.Snooze(
            Day(a.Form.Until, "until")
                ?? throw new RuleException(
                    "until",
                    "Choose the day on which reminders come again."
                ),
            a.Reader.Today,
            a.Form.Reason ?? "",
            a.By
        );

    private static DateOnly? Day(string? text, string field)
    {
        var errors = new FieldErrors();
        var day = TypedDate.Read(text, errors, field);
        return errors.Any ? throw new RuleException(field, errors.All[0].Message) : day;
    }

    /// <summary>A list typed one a line; list marks go.</summary>
    internal static string[] Lines(string? text) =>
        [
            .. (text ?? "")
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Select(line => line.Trim().TrimStart('-', '*', '•').Trim())
                .Where(line => line.Length > 0),
        ];

    internal static string[] Words(string? text) =>
        (text ?? "").Split(
            [',', ';', ' ', '\n', '\r', '\t'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    private static Func<Answering, Task> At(Action<Answering> act) =>
        answering =>
        {
            act(answering);
            return Task.CompletedTask;
        };
}
