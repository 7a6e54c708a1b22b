using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Tests.Support;

namespace Afterword.Tests.Updates;

public sealed class UpdateLifeTests
{
    private static readonly By Product = By.Product(Some.Now, Door.Cadence);
    private static readonly Words Said = new("INC-1: Checkout answered with errors", "Resolved.");

    [Fact]
    public void An_automatic_update_is_frozen_when_it_is_made_and_goes_at_once()
    {
        var update = Update.Automatic(
            1,
            About(UpdateKind.Done, Audience.Thread),
            Said,
            null,
            Product
        );

        Assert.Equal(UpdateState.Approved, update.State);
        Assert.NotNull(update.WordsHash);
        Assert.Null(update.ApprovedById);
        Assert.Equal([EventKind.UpdateDrafted, EventKind.UpdateApproved], Kinds(update));
        Assert.Throws<RuleException>(() =>
            update.Edit(Said with { Body = "Other." }, Some.Alice())
        );
    }

    [Fact]
    public void An_automatic_update_with_a_preview_window_waits_and_can_be_taken_back()
    {
        var goesAt = Some.Now.AddHours(4);
        var update = Update.Automatic(
            1,
            About(UpdateKind.WeeklyFollowUp, Audience.Technical),
            Said,
            goesAt,
            Product
        );
        Assert.Equal((UpdateState.Scheduled, goesAt), (update.State, update.ScheduledAt));
        Assert.True(update.IsFrozen);

        update.Withdraw(Some.Alice(), "The plan changed.");
        update.Edit(Said with { Body = "Other words." }, Some.Alice());

        Assert.Equal(
            (UpdateState.Draft, null, null),
            (update.State, update.ScheduledAt, update.WordsHash)
        );
    }

    [Fact]
    public void A_scheduled_update_keeps_its_words_moves_on_demand_and_goes_at_its_instant()
    {
        var update = Draft();
        update.Schedule(Some.Now.AddDays(1), Some.Alice());
        var hash = update.WordsHash;
        Assert.Throws<RuleException>(() =>
            update.Edit(Said with { Body = "Other." }, Some.Alice())
        );

        update.Schedule(Some.Now.AddDays(2), Some.Alice(), "Everybody is out tomorrow.");
        update.Release(By.Product(Some.Now.AddDays(2)));

        Assert.Equal(
            (UpdateState.Approved, hash, (DateTimeOffset?)null),
            (update.State, update.WordsHash, update.ScheduledAt)
        );
        Assert.Equal(1, update.ApprovedById);
        Assert.Equal(
            [
                EventKind.UpdateDrafted,
                EventKind.UpdateScheduled,
                EventKind.UpdateScheduled,
                EventKind.UpdateReleased,
            ],
            Kinds(update)
        );
    }

    [Fact]
    public void An_instant_that_is_past_is_refused_and_what_has_left_cannot_be_taken_back()
    {
        var update = Draft();
        Assert.Throws<RuleException>(() => update.Schedule(Some.Now, Some.Alice()));
        Assert.Throws<RuleException>(() => update.Schedule(Some.Now.AddYears(2), Some.Alice()));
        Assert.Throws<RuleException>(() => update.Withdraw(Some.Alice()));

        update.Approve(Some.Alice());

        Assert.Throws<RuleException>(() => update.Withdraw(Some.Alice()));
        Assert.Throws<RuleException>(() => update.Schedule(Some.Now.AddDays(1), Some.Alice()));
        Assert.Throws<RuleException>(() => update.Discard("Not needed.", Some.Alice()));
    }

    [Fact]
    public void A_draft_that_goes_by_itself_takes_newer_facts_until_then()
    {
        var update = Update.Draft(
            1,
            About(UpdateKind.Closing, Audience.Technical),
            Said,
            Product,
            Some.Now.AddDays(2)
        );
        update.Refresh(Said with { Body = "All three are closed." }, null, Product);

        update.Release(By.Product(Some.Now.AddDays(2)));

        Assert.Equal("All three are closed.", update.Body);
        Assert.Equal(UpdateState.Approved, update.State);
        Assert.Contains(EventKind.UpdateApproved, Kinds(update));
    }

    [Fact]
    public void Words_for_customers_never_go_by_themselves()
    {
        var about = About(UpdateKind.Closing, Audience.Customers);

        Assert.Throws<ArgumentException>(() => Update.Automatic(1, about, Said, null, Product));
        Assert.Throws<ArgumentException>(() =>
            Update.Automatic(1, about, Said, Some.Now.AddDays(1), Product)
        );
        Assert.Throws<ArgumentException>(() =>
            Update.Draft(1, about, Said, Product, Some.Now.AddDays(1))
        );
    }

    [Fact]
    public void An_update_to_one_person_names_the_person_and_no_other_does()
    {
        Assert.Throws<ArgumentException>(() =>
            Update.Draft(1, About(UpdateKind.Escalation, Audience.Manager), Said, Product)
        );
        Assert.Throws<ArgumentException>(() =>
            Update.Draft(
                1,
                About(UpdateKind.Escalation, Audience.Leadership) with
                {
                    PersonId = 3,
                },
                Said,
                Product
            )
        );
        var update = Update.Draft(
            1,
            About(UpdateKind.Escalation, Audience.Manager) with
            {
                PersonId = 3,
            },
            Said,
            Product
        );
        Assert.Equal(3, update.PersonId);
    }

    [Fact]
    public void A_correction_stands_in_the_thread_of_what_it_corrects_and_leaves_that_as_it_was()
    {
        var wrong = Draft();
        Assert.Throws<RuleException>(() => Update.Correct(2, wrong, "Right.", Some.Alice()));
        wrong.Approve(Some.Alice());
        var hash = wrong.WordsHash;

        var right = Update.Correct(2, wrong, "1,300 users, not 1,200.", Some.Alice());

        Assert.Equal(
            (wrong.Number, wrong.Subject, wrong.IncidentNumber, wrong.Audience),
            (right.CorrectionOf, right.Subject, right.IncidentNumber, right.Audience)
        );
        Assert.Equal(hash, wrong.WordsHash);
        Assert.Equal(UpdateState.Draft, right.State);
    }

    private static Update Draft() =>
        Update.Draft(1, About(UpdateKind.AdHoc, Audience.Technical), Said, Some.Alice());

    private static UpdateAbout About(UpdateKind kind, Audience audience) =>
        new($"INC-1/{SnakeCase.Of(kind)}", kind, audience, 1, null, null);

    private static IEnumerable<EventKind> Kinds(Update update) =>
        update.NewEvents.Select(e => e.Kind);
}
