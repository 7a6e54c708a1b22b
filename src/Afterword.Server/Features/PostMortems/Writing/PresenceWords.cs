namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>Who else is writing, in a sentence.</summary>
internal static class PresenceWords
{
    private const int Most = 4;

    public static string Of(IReadOnlyList<(string Name, string Place)> others)
    {
        var named = others
            .Take(Most)
            .Select(o =>
                o.Place.Length == 0 ? $"{o.Name} has this open." : $"{o.Name} is editing {o.Place}."
            );
        var more = others.Count > Most ? $" {others.Count - Most} more are here." : "";
        return string.Join(" ", named) + more;
    }
}
