using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Templates;

/// <summary>
/// The templates in force: an installation's own where it has one, else the shipped ones. An own one that fails never stops a
/// message: the shipped words go out, and whoever made the book hears of it.
/// </summary>
public sealed class TemplateBook
{
    private readonly Dictionary<(UpdateKind, Audience), Template> _own;
    private readonly Action<TemplateException>? _broken;

    /// <summary>Makes a book.</summary>
    /// <param name="own">The installation's own templates; the last of a kind and audience counts.</param>
    /// <param name="broken">Told when one of them fails at real facts.</param>
    public TemplateBook(IEnumerable<Template> own, Action<TemplateException>? broken = null)
    {
        ArgumentNullException.ThrowIfNull(own);
        _own = [];
        foreach (var template in own)
        {
            _own[(template.Kind, template.Audience)] = template;
        }
        _broken = broken;
    }

    /// <summary>The shipped templates alone.</summary>
    public static TemplateBook Shipped { get; } = new([]);

    /// <summary>The template of a kind for an audience; null where there is none and a person writes the words.</summary>
    public Template? Find(UpdateKind kind, Audience audience) =>
        _own.GetValueOrDefault((kind, audience)) ?? TemplateCatalog.Find(kind, audience);

    /// <summary>Writes the words of a kind from an audience's facts; null where there is no template.</summary>
    /// <exception cref="TemplateException">A shipped template is broken, which tests rule out.</exception>
    public Words? Write(UpdateKind kind, IAudienceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (_own.GetValueOrDefault((kind, facts.Audience)) is { } own)
        {
            try
            {
                var words = TemplateRenderer.Write(own, facts);
                return words.Subject.Length > 0 && words.Body.Length > 0
                    ? words
                    : throw new TemplateException(
                        own.Name,
                        own.BodyLine,
                        1,
                        "It wrote an empty message; give it words that stand outside of every block."
                    );
            }
            catch (TemplateException broken)
            {
                _broken?.Invoke(broken);
            }
        }
        return TemplateCatalog.Find(kind, facts.Audience) is { } shipped
            ? TemplateRenderer.Write(shipped, facts)
            : null;
    }
}
