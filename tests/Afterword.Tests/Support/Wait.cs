namespace Afterword.Tests.Support;

/// <summary>Waits for what a worker does in its own time; a wait that is over after minutes says that it never will.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task Until(Func<Task<bool>> met)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await met())
        {
            await Task.Delay(10, deadline.Token);
        }
    }

    public static Task Until(Func<bool> met) => Until(() => Task.FromResult(met()));
}
