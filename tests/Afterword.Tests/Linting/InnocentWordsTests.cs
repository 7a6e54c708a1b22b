using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

/// <summary>Sentences as real post-mortems have them, in our own words, that look like a fault of language or a leak and are none.</summary>
public sealed class InnocentWordsTests
{
    private static IEnumerable<string> Found(string section, string sentence) =>
        Linter
            .Lint($"# P\n\n## Summary\n\nIt broke.\n\n## {section}\n\n{sentence}\n")
            .Findings.Where(f =>
                LintRules.Find(f.RuleId)!.Family is RuleFamily.Language or RuleFamily.Safety
            )
            .Select(f => $"{f.RuleId} {f.Message}");

    [Theory]
    // Software with the name of a job.
    [InlineData("The Rook operator failed to reconcile the volume.")]
    [InlineData("The operator failed to update the custom resource.")]
    [InlineData("In Kubernetes, the operator did not notice the change.")]
    [InlineData("The package manager failed to resolve a version.")]
    [InlineData("The controller-manager failed to elect a leader, and the manager did not notice.")]
    [InlineData("The admin panel failed to load, because the admin ran out of memory.")]
    [InlineData("The bug was caused by an admin script.")]
    [InlineData("The failure was introduced by a developer tool.")]
    // Errors that users see, and errors a design allows.
    [InlineData("User errors rose from 1% to 5%.")]
    [InlineData("The user error rate doubled.")]
    [InlineData("The switch is manual and so prone to human error.")]
    [InlineData("A form with a list reduces the risk of human error.")]
    // What somebody did without harm.
    [InlineData("The ticket was created by an engineer.")]
    [InlineData("The failover was triggered by the on-call engineer.")]
    [InlineData("The on-call engineer was responsible for incident communication.")]
    [InlineData("The on-call engineer did not see any errors in the logs.")]
    [InlineData("Her account showed an error page.")]
    [InlineData("Our platform team rolled out version 2.4 at noon.")]
    [InlineData("The defect was found by @lee in review.")]
    [InlineData("Thanks to @lee the graph was there.")]
    [InlineData("The handler was annotated with @Transactional and ran twice.")]
    [InlineData("@dependabot opened the change.")]
    // What systems owe to people.
    [InlineData("The on-call engineer should have been paged.")]
    [InlineData("The team should have received an alert.")]
    [InlineData("We should have been notified by the monitoring.")]
    [InlineData("We should have finished the migration by the end of March.")]
    [InlineData("We had an engineer assigned to this.")]
    [InlineData("The pod could not have started without the volume.")]
    [InlineData("The pod just needed to be restarted.")]
    // Warnings and consequences that are none.
    [InlineData("The team was warned by a graph.")]
    [InlineData("A final warning is mailed before an account is closed.")]
    [InlineData("The alert for the on-call was fired at 10:00.")]
    [InlineData("This had consequences for staff who could not sign in.")]
    [InlineData("We hold ourselves accountable for this.")]
    [InlineData("A performance improvement plan for the database exists.")]
    [InlineData("We encourage customers to remain vigilant.")]
    [InlineData("Requests hung because they never timed out.")]
    [InlineData("At any reasonable rate this would take a day.")]
    [InlineData("The amount was negligible.")]
    [InlineData("We cannot blame bad luck, reckless releases or sloppy reviews.")]
    public void Words_that_blame_nobody_are_left_alone(string sentence) =>
        Assert.Empty(Found("Root Cause", sentence));

    [Theory]
    [InlineData("The engineer restarted nginx and applied the old configuration.")]
    [InlineData("An administrator changed the limit to 200.")]
    public void Who_mended_it_may_stand_under_the_resolution(string sentence)
    {
        Assert.Empty(Found("Root cause and resolution", sentence));
        Assert.NotEmpty(Found("Root Cause", sentence));
    }

    [Fact]
    public void Under_the_resolution_too_a_slip_is_no_cause() =>
        Assert.NotEmpty(
            Found("Root cause and resolution", "An administrator accidentally deleted the table.")
        );

    [Theory]
    [InlineData("The password is base64-encoded.")]
    [InlineData("The pod reads secret: payments-tls-2 from the namespace.")]
    [InlineData("It ran with pwd=/srv/app2 and stopped.")]
    [InlineData("The api_key: payments-v2 was renamed.")]
    [InlineData("The trace 4532015112830366 shows it.")]
    [InlineData("The token `$DB_PASSWORD` is read from the environment.")]
    public void Names_and_ids_are_no_secrets(string sentence) =>
        Assert.Empty(Found("Timeline", sentence));

    [Theory]
    [InlineData("The form stored password: hunter2Kx! in the log.", "AW403")]
    [InlineData("client_secret=9fQ2xLw81ZkPq7Rt0vYb was printed.", "AW403")]
    [InlineData("The card 4532 0151 1283 0366 was printed.", "AW408")]
    [InlineData("The payment with 4532015112830366 was printed.", "AW408")]
    [InlineData("The operator failed to ask.", "AW107")]
    [InlineData("The release manager failed to ask.", "AW107")]
    [InlineData("The on-call engineer should have been more careful.", "AW104")]
    public void What_does_name_somebody_or_leak_is_still_told(string sentence, string rule) =>
        Assert.Contains(
            Found("Root Cause", sentence),
            f => f.StartsWith(rule, StringComparison.Ordinal)
        );
}
