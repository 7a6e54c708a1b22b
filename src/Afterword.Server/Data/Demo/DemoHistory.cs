using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data.Bulk;

namespace Afterword.Server.Data.Demo;

/// <summary>
/// Two years before the stories: closed incidents with their items, documents and messages, so that figures have something to tell.
/// They grow quicker to resolve and more punctual over the time, with a bad quarter in between and more of them before Christmas.
/// What was told was told then: nothing of it is announced or sent again.
/// </summary>
internal sealed partial class DemoHistory(DemoScript script, AfterwordDb db)
{
    /// <summary>How far back it goes, and where the stories take over, days.</summary>
    public const int From = 735,
        Until = 44;

    private const int Seed = 19;

#pragma warning disable CA5394 // a story, not a secret
    private readonly Random _random = new(Seed);
    private readonly List<Noun> _nouns = [];
    private readonly List<Event> _events = [];
    private readonly Dictionary<DemoCause, Moment> _lastOf = [];

    // Thousands of numbers: counted here, and taken from the database in one step at the end.
    private readonly NumberBlock _incidents = new(db, "incident"),
        _items = new(db, "item"),
        _updates = new(db, "update"),
        _causes = new(db, "same_cause"),
        _checks = new(db, "fix_check");

    /// <summary>Writes all of it.</summary>
    public async Task Write()
    {
        for (double day = From; day > Until; )
        {
            await Incident(day);
            var season = script.Today.AddDays(-(int)day).Month is 11 or 12 ? 0.55 : 1;
            day -= (3 + _random.NextDouble() * 10) * season;
        }
        // The store keeps an edition of each document, so those are its own to write.
        NounRows.Insert(
            db,
            _nouns
                .Where(n => n is not PostMortem)
                .OrderBy(n => n is not Core.Incidents.Incident)
                .ThenBy(n => n is not ActionItem)
        );
        db.AddRange(_nouns.OfType<PostMortem>());
        await EventRows.Log(db, _events, CancellationToken.None);
        foreach (var numbers in new[] { _incidents, _items, _updates, _causes, _checks })
        {
            await numbers.Settle();
        }
    }

    /// <summary>How good they are at it by then, 0 to 1; the quarter a year ago was a bad one.</summary>
    private static double Skill(double daysAgo) =>
        (From - daysAgo) / From - (daysAgo is > 300 and < 400 ? 0.45 : 0);

    /// <summary>An instant, or the eve of the stories where it would come after it.</summary>
    private DateTimeOffset Then(DateTimeOffset at)
    {
        var eve = script.At(38, 20);
        return at < eve ? at : eve;
    }

    private bool Chance(double share) => _random.NextDouble() < share;

    private async Task Incident(double daysAgo)
    {
        // Early causes come back until they are understood; later ones vary.
        var cause = DemoCause.All[_random.Next(Chance(0.4) ? 4 : DemoCause.All.Count)];
        var skill = Skill(daysAgo);
        var start = script.Now.AddDays(-daysAgo).AddMinutes(-_random.Next(900));
        start = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute));
        var minutes = Math.Exp(4.9 - 1.1 * skill + (_random.NextDouble() - 0.5) * 1.6);
        var detected = start.AddMinutes(Math.Round(minutes * (0.32 - 0.2 * skill)));
        var resolved = start.AddMinutes(Math.Round(minutes));
        var lead = Lead(cause.Team);
        var incident = Core.Incidents.Incident.Declare(
            await _incidents.Next(),
            Details(cause, start, detected, resolved, lead),
            script.By(lead, detected.AddMinutes(2))
        );
        incident.Resolve(resolved, script.By(lead, resolved.AddMinutes(3)));
        var written = resolved.AddHours(20 + _random.Next(40));
        WritePostMortem(incident, cause, start, resolved, lead, written);
        var closed = await Items(incident, cause, written, skill);
        await Messages(incident, cause, resolved, closed, skill);
        Keep(incident);
        await SameCauseAgain(incident, cause, written, skill);
    }

    /// <summary>The same way of going wrong soon after is the same cause; somebody says so when the document is written.</summary>
    private async Task SameCauseAgain(
        Incident incident,
        DemoCause cause,
        DateTimeOffset written,
        double skill
    )
    {
        var now = new Moment(incident.Number, incident.OccurredAt);
        if (
            _lastOf.TryGetValue(cause, out var earlier)
            && now.At - earlier.At < TimeSpan.FromDays(120)
            && Chance(0.62 - 0.42 * skill)
        )
        {
            Keep(
                SameCause.Confirm(
                    await _causes.Next(),
                    now,
                    earlier,
                    0,
                    script.By(Lead(cause.Team), written)
                )
            );
        }
        _lastOf[cause] = now;
    }

    private IncidentDetails Details(
        DemoCause cause,
        DateTimeOffset start,
        DateTimeOffset detected,
        DateTimeOffset resolved,
        string lead
    )
    {
        string[] places = ["Berlin", "Lisbon", "Prague", "Stockholm", "Porto", "Vienna", "Lyon"];
        var severity = (Severity)Math.Min(3, (int)(Math.Sqrt(_random.NextDouble()) * 4));
        var people = (4 - (int)severity) * (120 + _random.Next(900));
        return new IncidentDetails
        {
            Title = string.Format(
                CultureInfo.InvariantCulture,
                cause.Title,
                places[_random.Next(places.Length)]
            ),
            Severity = severity,
            TeamId = script.Teams[cause.Team],
            LeadId = script.People[lead],
            ServiceIds = [script.Services[cause.Service]],
            AffectedTeamIds = [script.Teams[cause.Team]],
            Tags = cause.Tags,
            StartedAt = start,
            DetectedAt = detected,
            MitigatedAt = Chance(0.7)
                ? detected.AddMinutes((resolved - detected).TotalMinutes * 0.6)
                : null,
            Impact = string.Format(CultureInfo.InvariantCulture, cause.Impact, people),
            AffectedUsers = people,
            People = [new InvolvedPerson(script.People[lead], "incident lead")],
        };
    }

    /// <summary>Its fixes, each done in the end; on time more often the better they were by then.</summary>
    /// <returns>When the last one was done.</returns>
    private async Task<DateTimeOffset> Items(
        Incident incident,
        DemoCause cause,
        DateTimeOffset written,
        double skill
    )
    {
        var last = written;
        foreach (var fix in cause.Fixes.Where((_, i) => i == 0 || Chance(0.8)))
        {
            var owner = Somebody(cause.Team);
            var due = written.AddDays(10 + _random.Next(16));
            var item = ActionItem.Add(
                await _items.Next(),
                incident.Number,
                new ActionItemDetails
                {
                    Title = fix.Title,
                    OwnerId = script.People[owner],
                    DueOn = DateOnly.FromDateTime(due.UtcDateTime),
                    Priority = fix.Priority,
                    Category = fix.Category,
                },
                script.By(Lead(cause.Team), written.AddMinutes(20 + _random.Next(60)))
            );
            var done = Chance(0.5 + 0.4 * skill)
                ? due.AddDays(-_random.Next(1, 8))
                : due.AddDays(1 + _random.Next(12));
            done = Then(done);
            item.Start(script.By(owner, written.AddDays(1)));
            if (done > due && Chance(0.4))
            {
                item.MoveDueDate(
                    item.DueOn!.Value.AddDays(7),
                    "Another incident came in between",
                    script.By(owner, due.AddDays(-1))
                );
            }
            item.Complete(script.By(owner, done), "Merged, deployed and watched for two days");
            Keep(item);
            await Check(item, owner, done.AddDays(32), skill);
            last = done > last ? done : last;
        }
        return last;
    }

    /// <summary>A month later somebody looks whether it holds.</summary>
    private async Task Check(ActionItem item, string owner, DateTimeOffset at, double skill)
    {
        if (at > script.At(38, 20))
        {
            return;
        }
        var verdict =
            Chance(0.72 + 0.25 * skill) ? FixVerdict.Held
            : Chance(0.6) ? FixVerdict.Partly
            : FixVerdict.Regressed;
        Keep(
            FixCheck.Answer(
                await _checks.Next(),
                item.IncidentNumber,
                item.Number,
                verdict,
                "The graph of the month",
                null,
                script.By(owner, at)
            )
        );
    }

    /// <summary>Keeps a noun and its events without announcing them: they are long told.</summary>
    private void Keep(Noun noun)
    {
        _nouns.Add(noun);
        _events.AddRange(noun.DrainEvents());
    }

    private static string SnakeCaseName(Audience audience) =>
        Core.SnakeCase.Of(audience).Replace('_', '-');

    private static string Lead(string team) =>
        team switch
        {
            "payments" => "amara",
            "storefront" => "noah",
            "fulfillment" => "elif",
            _ => "alex",
        };

    private string Somebody(string team)
    {
        string[] people = team switch
        {
            "payments" => ["lee", "sofia", "amara"],
            "storefront" => ["hana", "tomas", "noah"],
            "fulfillment" => ["kofi", "grace", "elif"],
            _ => ["priya", "jonas", "alex"],
        };
        return people[_random.Next(people.Length)];
    }
#pragma warning restore CA5394
}
