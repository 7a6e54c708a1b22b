namespace Afterword.Crash;

internal static class Entry
{
    /// <summary>Durable deliveries a second to a sink on this machine.</summary>
    private const double Goal = 1000;

    public static async Task<int> Main(string[] args)
    {
        try
        {
            var options = CrashOptions.Read(args);
            await using var run = new CrashRun(options, Console.Error);
            if (options.Rate)
            {
                return await run.RunForRate() >= Goal ? 0 : 1;
            }
            var report = await run.Run();
            report.Print(Console.Out);
            return report.GoalHolds ? 0 : 1;
        }
        catch (ArgumentException wrong)
        {
            await Console.Error.WriteLineAsync($"{wrong.Message}\n{CrashOptions.Usage}");
            return 2;
        }
    }
}
