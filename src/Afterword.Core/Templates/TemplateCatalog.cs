using Afterword.Core.Updates;

namespace Afterword.Core.Templates;

/// <summary>The templates that ship with the product: every file in <c>Templates/Shipped</c>.</summary>
public static class TemplateCatalog
{
    internal const string Folder = "Afterword.Core.Templates.Shipped.";

    private static readonly Lazy<IReadOnlyList<Template>> Loaded = new(Load);

    /// <summary>All shipped templates, by name.</summary>
    public static IReadOnlyList<Template> Shipped => Loaded.Value;

    /// <summary>The template of a kind for an audience; null where no words ship and a person writes them.</summary>
    public static Template? Find(UpdateKind kind, Audience audience) =>
        Shipped.FirstOrDefault(t => t.Kind == kind && t.Audience == audience);

    private static IReadOnlyList<Template> Load()
    {
        var assembly = typeof(TemplateCatalog).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return Template.Parse(name[Folder.Length..^".md".Length], reader.ReadToEnd());
                }),
        ];
    }
}
