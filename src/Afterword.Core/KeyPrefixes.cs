using System.Globalization;

namespace Afterword.Core;

/// <summary>How numbers become the keys people see; both prefixes are settings.</summary>
/// <param name="Incident">The prefix of incidents, <c>INC</c> unless set otherwise.</param>
/// <param name="Item">The prefix of action items, <c>OUT</c> unless set otherwise.</param>
public sealed record KeyPrefixes(string Incident = "INC", string Item = "OUT")
{
    /// <summary>The key of an incident: <c>INC-12</c>.</summary>
    public string OfIncident(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Incident}-{number}");

    /// <summary>The key of an action item: <c>OUT-123</c>.</summary>
    public string OfItem(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Item}-{number}");

    /// <summary>The number in an incident's key; null when it is none.</summary>
    public int? IncidentNumber(string? key) => Number(key, Incident);

    /// <summary>The number in an item's key; null when it is none.</summary>
    public int? ItemNumber(string? key) => Number(key, Item);

    /// <summary>The items a text names by their keys, in its order, each once.</summary>
    public IReadOnlyList<int> ItemsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<int>();
        for (
            var at = 0;
            (at = text.IndexOf($"{Item}-", at, StringComparison.OrdinalIgnoreCase)) >= 0;
            at += Item.Length + 1
        )
        {
            var end = at + Item.Length + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            var stands = at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '-');
            if (stands && ItemNumber(text[at..end]) is { } number && !found.Contains(number))
            {
                found.Add(number);
            }
        }
        return found;
    }

    private static int? Number(string? key, string prefix)
    {
        var text = key?.Trim() ?? "";
        return
            text.Length > prefix.Length + 1
            && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && text[prefix.Length] == '-'
            && int.TryParse(
                text.AsSpan(prefix.Length + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? number
            : null;
    }
}
