using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Afterword.Server.Shell.Pieces;

/// <summary>The bundled icons, each as markup made once: a table of fifty rows holds hundreds of them.</summary>
internal static class IconSet
{
    private static readonly FrozenDictionary<string, string> Icons = JsonSerializer
        .Deserialize<Dictionary<string, string>>(ClientAssets.Bytes("icons.json"))!
        .ToFrozenDictionary();

    private static readonly ConcurrentDictionary<(string, string), MarkupString> Silent = new();

    /// <summary>An icon as it stands in a page.</summary>
    /// <param name="name">One that Client/icons.txt names.</param>
    /// <param name="size"><c>sm</c>, <c>lg</c> or nothing.</param>
    /// <param name="label">What a screen reader says; without it the icon is silent.</param>
    public static MarkupString Svg(string name, string size = "", string? label = null) =>
        label is null
            ? Silent.GetOrAdd(
                (name, size),
                key => Make(key.Item1, key.Item2, "aria-hidden=\"true\"")
            )
            : Make(name, size, $"role=\"img\" aria-label=\"{HtmlEncoder.Default.Encode(label)}\"");

    private static MarkupString Make(string name, string size, string voice)
    {
        var inside = Icons.TryGetValue(name, out var found)
            ? found
            : throw new ArgumentException(
                $"No icon '{name}' is bundled: add it to Shell/Client/icons.txt.",
                nameof(name)
            );
        var filled = name.EndsWith("-filled", StringComparison.Ordinal) ? " filled" : "";
        var look = size.Length == 0 ? "" : $" {size}";
        return (MarkupString)
            $"<svg class=\"icon{look}{filled}\" viewBox=\"0 0 24 24\" {voice}>{inside}</svg>";
    }
}
