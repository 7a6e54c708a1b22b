using System.Globalization;

namespace Afterword.Server.Delivery.Channels;

/// <summary>How long a service asked us to wait.</summary>
internal static class RetryAfter
{
    /// <summary>Nobody means more than this; a larger number is cut to it.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    /// <summary>
    /// The wait in the answer's Retry-After, in seconds or as a date (RFC 9110 10.2.3). Null where there is none or it makes no sense
    /// (junk, below zero): the schedule's own step then holds.
    /// </summary>
    public static TimeSpan? Of(HttpResponseMessage answer, DateTimeOffset now)
    {
        if (!answer.Headers.TryGetValues("Retry-After", out var values))
        {
            return null;
        }
        var value = values.First().Trim();
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds < Most.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Most;
        }
        return
            DateTimeOffset.TryParseExact(
                value,
                "r",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
            && at > now
            ? at - now
            : null;
    }
}
