namespace Afterword.Core.Templates;

/// <summary>The text of the shipped templates, as an editor begins with and a difference is made against.</summary>
public static class TemplateSource
{
    /// <summary>The whole file of a shipped template; null where there is none of that name.</summary>
    public static string? Shipped(string name)
    {
        var assembly = typeof(TemplateSource).Assembly;
        using var stream = TemplateCheck.Names.Contains(name)
            ? assembly.GetManifestResourceStream($"{TemplateCatalog.Folder}{name}.md")
            : null;
        if (stream is null)
        {
            return null;
        }
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
