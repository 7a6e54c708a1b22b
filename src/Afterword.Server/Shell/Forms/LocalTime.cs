using System.Globalization;

namespace Afterword.Server.Shell.Forms;

/// <summary>Between an instant and what stands in an <see cref="InstantField"/>: the reader's wall clock, to the minute.</summary>
internal static class LocalTime
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd HH:mm",
    ];

    /// <summary>What the field shows for an instant; empty for none.</summary>
    public static string Of(DateTimeOffset? at, Reader reader) =>
        at is { } instant
            ? reader.Local(instant).ToString(Forms[0], CultureInfo.InvariantCulture)
            : "";

    /// <summary>The wall-clock time that was typed, or null when it is none.</summary>
    public static DateTime? Parse(string? text) =>
        DateTime.TryParseExact(
            text?.Trim(),
            Forms,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
            ? local
            : null;

    /// <summary>
    /// The instant that was typed, UTC, or null when it is none. An hour that a clock change skips counts as the hour after it;
    /// one that happens twice is its first.
    /// </summary>
    public static DateTimeOffset? ToInstant(string? text, Reader reader)
    {
        if (Parse(text) is not { } local)
        {
            return null;
        }
        var real = reader.Zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        var offset = reader.Zone.IsAmbiguousTime(real)
            ? reader.Zone.GetAmbiguousTimeOffsets(real).Max()
            : reader.Zone.GetUtcOffset(real);
        return new DateTimeOffset(real, offset).ToUniversalTime();
    }
}
