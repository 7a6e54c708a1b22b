using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Metrics;

/// <summary>Random incidents with items and messages, some restricted, some contradictory, written through the nouns.</summary>
internal sealed class MetricWorld(TestDatabase test, int seed)
{
    public const int Reader = 1;
    public const int Outsider = 2;
    private readonly Random _random = new(seed);
    private readonly List<int> _incidents = [];
    private readonly List<int> _items = [];

    public async Task Begin()
    {
        await test.Store.Write(async db =>
        {
            var by = By.Product(Some.Now.AddDays(-400));
            db.People.Add(Person.Add(await db.NextPerson(), Some.PersonDetails("alice"), by));
            db.People.Add(Person.Add(await db.NextPerson(), Some.PersonDetails("bob"), by));
            for (var i = 0; i < 3; i++)
            {
                var details = new TeamDetails { Handle = $"team{i}", Name = $"Team {i}" };
                db.Teams.Add(Team.Add(await db.NextTeam(), details, by));
                var service = new ServiceDetails { Handle = $"s{i}", Name = $"Service {i}" };
                db.Services.Add(Service.Add(await db.NextService(), service, by));
            }
        });
        for (var i = 0; i < 40; i++)
        {
            await Incident();
        }
    }

    /// <summary>One more incident, with up to five items and some messages.</summary>
    public Task Incident() =>
        test.Store.Write(async db =>
        {
            var at = Some.Now.AddMinutes(-_random.Next(5, 300 * 24 * 60));
            var by = new By(Reader, Door.Web, at);
            var number = await db.NextIncident();
            var imported = _random.Next(5) == 0;
            var incident = imported
                ? Core.Incidents.Incident.Import(number, Details(at), by)
                : Core.Incidents.Incident.Declare(number, Details(at), by);
            db.Incidents.Add(incident);
            _incidents.Add(number);
            for (var i = _random.Next(6); i > 0; i--)
            {
                await Item(db, number, at);
            }
            await Afterwards(db, number, at);
            for (var i = _random.Next(8); i > 0; i--)
            {
                await Message(db, number, at);
            }
        });

    /// <summary>Something changes: an item is closed, moved or reopened, an incident edited, restricted or resolved.</summary>
    public Task Change() =>
        test.Store.Write(async db =>
        {
            var by = new By(Reader, Door.Web, Some.Now.AddMinutes(-_random.Next(1, 600)));
            if (_random.Next(3) == 0 || _items.Count == 0)
            {
                var incident = (await db.Incidents.FindAsync(Pick(_incidents)))!;
                incident.Edit(Details(incident.DeclaredAt), by);
                return;
            }
            var item = (await db.ActionItems.FindAsync(Pick(_items)))!;
            try
            {
                Deed(item, by);
            }
            catch (RuleException)
            {
                // The deed does not fit its state; another time.
            }
        });

    private void Deed(ActionItem item, By by)
    {
        switch (_random.Next(4))
        {
            case 0:
                item.Complete(by, "Merged and watched");
                break;
            case 1:
                item.MoveDueDate(Some.Today.AddDays(_random.Next(-20, 40)), "Took longer", by);
                break;
            case 2:
                item.Reopen("It came back", by);
                break;
            default:
                item.Cancel("Not needed", by);
                break;
        }
    }

    private IncidentDetails Details(DateTimeOffset at)
    {
        // Any order: importers keep what a document says, and metrics must cope with it.
        DateTimeOffset? Around(int from, int to) =>
            _random.Next(4) == 0 ? null : at.AddMinutes(_random.Next(from, to));
        var restricted = _random.Next(6) == 0;
        return new IncidentDetails
        {
            Title = "Something broke",
            Severity = (Severity)_random.Next(4),
            TeamId = _random.Next(4) is var t && t == 0 ? null : t,
            ServiceIds = [.. Enumerable.Range(1, 3).Where(_ => _random.Next(2) == 0)],
            Tags = [.. new[] { "dns", "tls" }.Where(_ => _random.Next(2) == 0)],
            StartedAt = Around(-300, 0),
            DetectedAt = Around(-200, 50),
            MitigatedAt = Around(-20, 200),
            ResolvedAt = Around(60, 3000),
            Restricted = restricted,
            ReaderIds = restricted ? [Reader] : [],
        };
    }

    private async Task Item(AfterwordDb db, int incident, DateTimeOffset at)
    {
        var written = at.AddHours(_random.Next(72));
        var by = new By(Reader, Door.Web, written);
        var item = ActionItem.Add(
            await db.NextItem(),
            incident,
            new ActionItemDetails
            {
                Title = "Alert on errors",
                Priority = _random.Next(5) is var p && p == 4 ? null : (Priority)p,
                DueOn =
                    _random.Next(5) == 0
                        ? null
                        : DateOnly.FromDateTime(written.UtcDateTime).AddDays(_random.Next(60)),
            },
            by
        );
        var later = written.AddHours(_random.Next(1, 1500));
        if (_random.Next(3) == 0)
        {
            item.TakeImportedStatus(ActionItemStatus.Done, _random.Next(2) == 0 ? null : later);
        }
        else if (_random.Next(2) == 0)
        {
            item.Complete(by with { At = later }, "Merged and watched");
        }
        if (!item.IsOpen && _random.Next(3) == 0)
        {
            OpenAgain(item, by, later);
        }
        db.ActionItems.Add(item);
        _items.Add(item.Number);
    }

    /// <summary>Opens an item again, on the same day or weeks later, and now and then closes it for good.</summary>
    private void OpenAgain(ActionItem item, By by, DateTimeOffset closed)
    {
        var opened = closed.AddHours(_random.Next(1, 900));
        item.Reopen("It came back", by with { At = opened });
        if (_random.Next(2) == 0)
        {
            item.Cancel("Not needed", by with { At = opened.AddHours(_random.Next(1, 900)) });
        }
    }

    private async Task Message(AfterwordDb db, int incident, DateTimeOffset at)
    {
        UpdateKind[] kinds =
        [
            UpdateKind.InitialSummary,
            UpdateKind.WeeklyFollowUp,
            UpdateKind.Closing,
            UpdateKind.Escalation,
            UpdateKind.Done,
        ];
        var number = await db.NextUpdate();
        var kind = kinds[_random.Next(kinds.Length)];
        var drafted = By.Product(at.AddHours(_random.Next(1, 400)));
        var update = Update.Draft(
            number,
            new UpdateAbout(
                $"test/{number}",
                kind,
                (Audience)_random.Next(5),
                incident,
                null,
                _random.Next(3) == 0 ? null : drafted.At.AddHours(_random.Next(30))
            ),
            new Words("Subject", "Body of the message."),
            drafted
        );
        db.Updates.Add(update);
        switch (_random.Next(4))
        {
            case 0:
                update.Approve(drafted with { At = drafted.At.AddHours(_random.Next(60)) });
                break;
            case 1:
                update.Approve(drafted);
                update.Settle(true, false, drafted with { At = drafted.At.AddHours(1) });
                break;
            case 2:
                update.Discard("Not needed", drafted);
                break;
        }
    }

    /// <summary>What comes after it: a document, a confirmed cause, a question, a check.</summary>
    private async Task Afterwards(AfterwordDb db, int number, DateTimeOffset at)
    {
        var by = new By(Reader, Door.Web, at.AddHours(_random.Next(2000)));
        if (_random.Next(2) == 0)
        {
            var document = PostMortem.Start(number, new PostMortemContent(), by);
            document.SendToReview(by);
            document.Publish(by);
            db.PostMortems.Add(document);
        }
        if (number > 1 && _random.Next(4) == 0)
        {
            var moments = (new Moment(number, at), new Moment(number - 1, at.AddDays(-1)));
            var cause = SameCause.Confirm(
                await db.NextSameCause(),
                moments.Item1,
                moments.Item2,
                0,
                by
            );
            if (_random.Next(3) == 0)
            {
                cause.Withdraw("Another cause after all", by);
            }
            db.SameCauses.Add(cause);
        }
        if (_random.Next(3) == 0)
        {
            var question = Question.Ask(await db.NextQuestion(), number, null, "Is it over?", by);
            if (_random.Next(2) == 0)
            {
                question.Reply("Yes", by with { At = by.At.AddHours(5) });
            }
            db.Questions.Add(question);
        }
        if (_items.Count > 0 && _random.Next(3) == 0)
        {
            db.FixChecks.Add(
                FixCheck.Answer(
                    await db.NextFixCheck(),
                    number,
                    Pick(_items),
                    (FixVerdict)_random.Next(3),
                    "The alert fired",
                    null,
                    by
                )
            );
        }
    }

    private int Pick(List<int> numbers) => numbers[_random.Next(numbers.Count)];
}
