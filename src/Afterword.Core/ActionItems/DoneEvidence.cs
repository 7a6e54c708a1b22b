using System.Globalization;

namespace Afterword.Core.ActionItems;

/// <summary>What closing an item asks for (spec A5): what was done, where it can be looked at, when it went live, what monitoring shows since.</summary>
public sealed record DoneEvidence
{
    /// <summary>What was done, in a sentence.</summary>
    public string What { get; init; } = "";

    /// <summary>The pull request, commit or change: an address or a number.</summary>
    public string Change { get; init; } = "";

    /// <summary>When it went live, UTC; null where nothing was deployed.</summary>
    public DateTimeOffset? LiveAt { get; init; }

    /// <summary>What monitoring shows since.</summary>
    public string Monitoring { get; init; } = "";

    /// <summary>
    /// The evidence as it is kept on the item and told in the thread:
    /// <c>Retries are capped. PR 812, live 2026-11-20 22:00 UTC; no errors since.</c> Empty where nothing was said.
    /// </summary>
    public override string ToString()
    {
        var live = LiveAt is { } at
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"live {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC"
            )
            : "";
        var where = string.Join(", ", new[] { Change.Trim(), live }.Where(part => part.Length > 0));
        var proof = string.Join(
            "; ",
            new[] { where, Bare(Monitoring) }.Where(part => part.Length > 0)
        );
        var sentences = new[] { Bare(What), proof }.Where(part => part.Length > 0).ToList();
        return sentences.Count == 0 ? "" : $"{string.Join(". ", sentences)}.";
    }

    private static string Bare(string text) => text.Trim().TrimEnd('.').TrimEnd();
}
