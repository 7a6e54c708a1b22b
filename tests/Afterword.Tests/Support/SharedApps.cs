namespace Afterword.Tests.Support;

/// <summary>
/// One server a database for all tests of a class that only look at it; each is started by the first test that asks. A test that
/// changes what others see starts its own.
/// </summary>
public abstract class SharedApps : IAsyncDisposable
{
    private readonly Dictionary<string, TestApp> _started = [];

    /// <summary>As with <c>--demo</c>.</summary>
    private protected virtual bool Demo => false;

    /// <summary>What stands in it.</summary>
    private protected virtual Task Fill(TestApp app) => Task.CompletedTask;

    /// <summary>The server on this database (<see cref="Databases"/>); it is not the test's to dispose.</summary>
    internal async Task<TestApp> On(string provider = "sqlite")
    {
        if (!_started.TryGetValue(provider, out var app))
        {
            _started[provider] = app = await TestApp.Start(provider, demo: Demo);
            await Fill(app);
        }
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _started.Values)
        {
            await app.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}
