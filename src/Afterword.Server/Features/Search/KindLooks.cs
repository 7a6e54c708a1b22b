namespace Afterword.Server.Features.Search;

/// <summary>How a kind of thing found is shown.</summary>
internal static class KindLooks
{
    public static (string Icon, string Word) Of(SearchKind kind) =>
        kind switch
        {
            SearchKind.Incident => ("flame", "Incident"),
            SearchKind.PostMortem => ("file-text", "Post-mortem"),
            SearchKind.Learning => ("book", "Learning"),
            SearchKind.ActionItem => ("checkbox", "Action item"),
            _ => ("send", "Update"),
        };

    /// <summary>The kinds in the order of the filter, with the word for several.</summary>
    public static readonly IReadOnlyList<(string Name, string Words)> All =
    [
        ("incident", "Incidents"),
        ("post_mortem", "Post-mortems"),
        ("learning", "Learnings"),
        ("action_item", "Action items"),
        ("update", "Updates"),
    ];
}
