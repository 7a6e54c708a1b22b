using Afterword.Core.Linting;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;

namespace Afterword.Core.Templates;

/// <summary>Reads an own template and tries it on the sample before anybody relies on it.</summary>
public static class TemplateCheck
{
    /// <summary>The names a template can have: every kind with every audience of its row.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. UpdateTable.Rows.SelectMany(r => r.Audiences.Select(a => Name(r.Kind, a)))];

    /// <summary>The name of a kind's template for an audience: <c>weekly-follow-up.leadership</c>.</summary>
    public static string Name(UpdateKind kind, Audience audience) =>
        $"{Kebab(kind)}.{Kebab(audience)}";

    /// <summary>Reads it.</summary>
    /// <param name="name">Which template it is to stand in for.</param>
    /// <param name="text">The whole file, head and body.</param>
    /// <exception cref="TemplateException">The first thing that is wrong: where, what, and the way out.</exception>
    public static Template Read(string name, string text)
    {
        MustExist(name);
        var template = Template.Parse(name, text);
        if (Name(template.Kind, template.Audience) != name)
        {
            throw new TemplateException(
                name,
                2,
                1,
                $"The head says {Name(template.Kind, template.Audience)}, but this is the template {name}; keep its kind and audience."
            );
        }
        var facts = SampleNews.Facts(template.Kind, template.Audience)!;
        var words = TemplateRenderer.Write(template, facts);
        if (words.Subject.Length == 0 || words.Body.Length == 0)
        {
            var (line, part) =
                words.Subject.Length == 0
                    ? (template.SubjectLine, "subject")
                    : (template.BodyLine, "body");
            throw new TemplateException(
                name,
                line,
                1,
                $"The {part} comes out empty on the sample; give it words that stand outside of every block."
            );
        }
        return template;
    }

    /// <summary>The fields such a template may use, each with the fields inside it where it is a list.</summary>
    /// <exception cref="TemplateException">There is no such template.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>?> Fields(string name)
    {
        MustExist(name);
        var shipped = TemplateCatalog.Shipped.First(t => t.Name == name);
        return SampleNews.Facts(shipped.Kind, shipped.Audience)!.Fields(1).Names;
    }

    private static void MustExist(string name)
    {
        if (!Names.Contains(name))
        {
            throw new TemplateException(
                name,
                1,
                1,
                $"There is no template '{(name.Length > 60 ? name[..60] + "…" : name)}' any more, or never was.{DidYouMean.Sentence(name, Names)} Remove this one; the list of templates has the names there are."
            );
        }
    }

    private static string Kebab(Enum value) => SnakeCase.Of(value).Replace('_', '-');
}
