using System.Globalization;

namespace Afterword.Leaks;

/// <summary>Who may never read a planted secret.</summary>
internal enum Fence
{
    /// <summary>Readers outside.</summary>
    Customers,

    /// <summary>Readers outside, and leadership and the company: causes and names of services are for engineers.</summary>
    Engineers,
}

/// <summary>Secrets of 128 bits, one for each internal field of a world, and where each stands.</summary>
internal sealed class Canaries(Random random)
{
    /// <summary>How every secret begins: searching for it finds any of them.</summary>
    public const string Mark = "q7zx";

    private readonly Dictionary<string, (string Field, Fence Fence)> _planted = new(
        StringComparer.OrdinalIgnoreCase
    );

    public int Count => _planted.Count;

    /// <summary>A new secret for a field, with words around it as people write them.</summary>
    public string Plant(string field, Fence fence = Fence.Customers, bool alone = false)
    {
        var secret =
            $"{Mark}{random.NextInt64().ToString("x16", CultureInfo.InvariantCulture)}{random.NextInt64().ToString("x16", CultureInfo.InvariantCulture)}";
        _planted[secret] = (field, fence);
        return alone ? secret
            : random.Next(3) == 0 ? $"**{secret}** and more words"
            : $"{secret} {Words(random)}";
    }

    /// <summary>The fields whose secret stands in a text and must not.</summary>
    public IEnumerable<string> In(string text, bool outside, bool engineers)
    {
        for (
            var at = text.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(Mark, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (
                at + Mark.Length + 32 <= text.Length
                && _planted.TryGetValue(text.Substring(at, Mark.Length + 32), out var planted)
                && (outside || (planted.Fence == Fence.Engineers && !engineers))
            )
            {
                yield return planted.Field;
            }
        }
    }

    /// <summary>Random words with marks and letters of other scripts, so that encoders have something to encode.</summary>
    public static string Words(Random random)
    {
        string[] all =
        [
            "orders",
            "fail",
            "ü=",
            "payment",
            "<b>",
            "日本",
            "& then",
            "100 %",
            "🧯",
            "a_b",
            "“so”",
        ];
        return string.Join(
            ' ',
            Enumerable.Range(0, random.Next(1, 12)).Select(_ => all[random.Next(all.Length)])
        );
    }
}
