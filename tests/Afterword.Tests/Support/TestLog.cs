using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Afterword.Tests.Support;

/// <summary>Keeps what the server logs, exceptions included.</summary>
internal sealed class TestLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    /// <summary>The last line about something that went wrong; null when nothing did.</summary>
    public string? LastError =>
        _lines.LastOrDefault(line =>
            line.StartsWith("Error", StringComparison.Ordinal)
            || line.StartsWith("Critical", StringComparison.Ordinal)
        );

    public ILogger CreateLogger(string categoryName) => new Lines(categoryName, _lines);

    public void Dispose() { }

    private sealed class Lines(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
