using Afterword.Core.Metrics;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Pieces;

namespace Afterword.Server.Features.Insights;

/// <summary>Names of windows and their slices.</summary>
internal static class SliceWords
{
    /// <summary>"from 24 Aug" for a week, "Aug 2026" for a month.</summary>
    public static string Of(MetricWindow slice, bool months, Reader reader) =>
        months
            ? slice.From.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture)
            : TimeWords.Date(slice.From, reader);

    /// <summary>Whether a window is cut into months rather than weeks.</summary>
    public static bool AreMonths(IReadOnlyList<MetricWindow> slices) => slices.Any(s => s.Days > 7);

    /// <summary>"24 Aug to 21 Nov 2026".</summary>
    public static string Of(MetricWindow window, Reader reader) =>
        $"{TimeWords.Date(window.From, reader)} to {TimeWords.Date(window.To, reader)}";
}
