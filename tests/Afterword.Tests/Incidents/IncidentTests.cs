using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Tests.Support;

namespace Afterword.Tests.Incidents;

public sealed class IncidentTests
{
    private const int Alice = 1;
    private const int Bo = 2;
    private const int Lou = 3;

    private static By By(int person) => new(person, Door.Web, Some.Now);

    [Fact]
    public void Whoever_declares_a_restricted_incident_and_its_lead_are_always_readers()
    {
        var details = Some.IncidentDetails() with { Restricted = true, LeadId = Lou };
        var incident = Some.Incident(details: details);
        Assert.Equal([Alice, Lou], incident.ReaderIds);

        incident.Edit(details with { ReaderIds = [Bo] }, By(Bo));

        Assert.Equal([Alice, Bo, Lou], incident.ReaderIds);
    }

    [Fact]
    public void Whoever_closes_an_open_incident_to_others_stays_a_reader()
    {
        var incident = Some.Incident();

        incident.Edit(Some.IncidentDetails() with { Restricted = true }, By(Bo));

        Assert.Equal([Alice, Bo], incident.ReaderIds);
    }

    [Fact]
    public void It_happened_when_it_started_else_when_it_was_noticed_else_on_the_stated_day()
    {
        var none = Some.IncidentDetails() with { StartedAt = null };

        DateTimeOffset Of(IncidentDetails details) => Some.Incident(details: details).OccurredAt;

        Assert.Equal(Some.Now.AddHours(-3), Of(Some.IncidentDetails()));
        Assert.Equal(Some.Now.AddHours(-1), Of(none with { DetectedAt = Some.Now.AddHours(-1) }));
        Assert.Equal(
            new DateTimeOffset(2021, 4, 1, 0, 0, 0, TimeSpan.Zero),
            Of(none with { StatedOn = new DateOnly(2021, 4, 1) })
        );
        Assert.Equal(Some.Now, Of(none));
    }

    [Fact]
    public void An_edit_that_changes_nothing_tells_nothing_and_one_of_a_list_names_the_list()
    {
        var details = Some.IncidentDetails() with
        {
            Milestones = [new Milestone("Listed", Some.Now, null)],
            SourceLinks = [new Link("Graph", "https://graphs.example.test")],
        };
        var incident = Some.Incident(details: details);
        incident.DrainEvents();

        incident.Edit(details, By(Bo));
        Assert.Empty(incident.NewEvents);

        incident.Edit(
            details with
            {
                Milestones = [new Milestone("Listed", Some.Now, Some.Now)],
                SourceLinks = [new Link("Another title", "https://graphs.example.test")],
            },
            By(Bo)
        );
        Assert.Equal(
            ["milestones", "sourceLinks"],
            Assert.Single(incident.NewEvents).Facts.Changes.Select(c => c.Field).Order()
        );
    }

    [Fact]
    public void Reading_is_noted_as_an_event()
    {
        var incident = Some.Incident();
        incident.DrainEvents();

        incident.ReadBy(By(Bo));

        Assert.Equal(EventKind.RestrictedRead, Assert.Single(incident.NewEvents).Kind);
    }

    [Fact]
    public void Reopening_asks_what_came_back()
    {
        var incident = Some.Incident(details: Some.IncidentDetails(resolvedAt: Some.Now));

        var refused = Assert.Throws<RuleException>(() => incident.Reopen(" ", By(Bo)));

        Assert.Equal("reason", refused.Field);
        Assert.Equal(IncidentStatus.Resolved, incident.Status);
    }

    [Fact]
    public void What_happened_cannot_lie_ahead_but_a_clock_may_be_a_little_off()
    {
        IncidentRules.CheckNotAhead(
            Some.IncidentDetails(startedAt: Some.Now.AddSeconds(50)),
            Some.Now
        );

        var ahead = Some.IncidentDetails() with { DetectedAt = Some.Now.AddHours(1) };
        var refused = Assert.Throws<RuleException>(() =>
            IncidentRules.CheckNotAhead(ahead, Some.Now)
        );
        Assert.Equal("detectedAt", refused.Field);
    }
}
