using System.Collections.Frozen;
using System.Text.Json;

namespace Afterword.Server.Shell.Pieces;

/// <summary>The bundled icons: name → the inside of its SVG.</summary>
internal static class IconSet
{
    private static readonly FrozenDictionary<string, string> Icons = JsonSerializer
        .Deserialize<Dictionary<string, string>>(ClientAssets.Bytes("icons.json"))!
        .ToFrozenDictionary();

    public static string Inside(string name) =>
        Icons.TryGetValue(name, out var inside)
            ? inside
            : throw new ArgumentException(
                $"No icon '{name}' is bundled: add it to Shell/Client/icons.txt.",
                nameof(name)
            );
}
