using System.Collections.Frozen;

namespace Afterword.Core.Rendering;

/// <summary>How the one HTML writer dresses its tags: classes on our pages, inline styles in a mail.</summary>
/// <param name="Attributes">Attributes by tag; <c>table-wrap</c>, <c>table-stacked</c>, <c>task</c>, <c>label</c>, <c>quote-p</c> and the sides of a cell (<c>td-end</c>, <c>td-center-short</c>) are places without a tag of their own.</param>
/// <param name="HeadingShift">How far headings move down.</param>
/// <param name="OwnPaths">Whether paths of ours may be linked.</param>
/// <param name="StackWideTables">Whether each cell carries its column's name for screens too narrow for columns.</param>
internal sealed record HtmlLook(
    FrozenDictionary<string, string> Attributes,
    int HeadingShift,
    bool OwnPaths,
    bool StackWideTables
)
{
    /// <summary>The attributes of a tag, with a leading space, or nothing.</summary>
    public string For(string tag) =>
        Attributes.TryGetValue(tag, out var attributes) ? $" {attributes.Trim()}" : "";
}
