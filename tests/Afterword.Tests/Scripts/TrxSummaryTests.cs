namespace Afterword.Tests.Scripts;

public sealed class TrxSummaryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("afterword-trx-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_report_gives_its_counts_then_each_failure_and_each_skip_with_its_reason()
    {
        const string report = """
            <?xml version="1.0" encoding="utf-8"?><TestRun><Results>
            <UnitTestResult testName="A" outcome="Passed" />
            <UnitTestResult testName="B&lt;int&gt;" outcome="Failed"><Output><ErrorInfo><Message>1 &amp; 2 differ
            second line</Message></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="C" outcome="NotExecuted"><Output><ErrorInfo><Message>no corpus here</Message></ErrorInfo></Output></UnitTestResult>
            </Results><ResultSummary><Counters total="3" executed="2" passed="1" failed="1" error="0" timeout="0" aborted="0" notExecuted="1" /></ResultSummary></TestRun>
            """;

        var (code, said, _) = await Summarize(report);

        Assert.Equal(0, code);
        Assert.Equal(
            ["1 1 1", "failed: B<int>: 1 & 2 differ", "skipped: C: no corpus here"],
            said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("<TestRun><ResultSummary><Counters total=\"3\" passed=\"3\" failed=\"0\" />")]
    public async Task Half_a_report_is_no_report(string report)
    {
        var (code, said, _) = await Summarize(report);

        Assert.Equal(1, code);
        Assert.Empty(said);
    }

    [Fact]
    public async Task A_test_project_that_crashed_left_none()
    {
        var (code, _, _) = await Script.Run(
            "node",
            ["tests/trx-summary.mjs", Path.Combine(_folder.FullName, "absent.trx")]
        );

        Assert.Equal(1, code);
    }

    private async Task<(int Code, string Out, string Err)> Summarize(string report)
    {
        var file = Path.Combine(_folder.FullName, "report.trx");
        await File.WriteAllTextAsync(file, report);
        return await Script.Run("node", ["tests/trx-summary.mjs", file]);
    }
}
