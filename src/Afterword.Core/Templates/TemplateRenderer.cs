using System.Text;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Templates;

/// <summary>Makes an update's words from a template and the facts of its audience.</summary>
public static class TemplateRenderer
{
    /// <summary>The most action items that are listed one by one.</summary>
    private const int MostItems = 8;

    /// <summary>The same, where lists stand beside the budget.</summary>
    internal const int MostListed = 20;

    /// <summary>The most words of a text in a message that is too long, and the fewest.</summary>
    private const int MostProse = 24,
        LeastProse = 4;

    /// <summary>
    /// Writes the words within the template's budget: action items that do not fit are counted instead of listed, the least
    /// urgent first; where that is not enough, what people wrote is cut between words.
    /// </summary>
    /// <exception cref="TemplateException">The template names a field there is not, or is broken; names line and column.</exception>
    /// <exception cref="ArgumentException">The facts are another audience's.</exception>
    public static Words Write(Template template, IAudienceFacts facts)
    {
        if (facts.Audience != template.Audience)
        {
            throw new ArgumentException(
                $"{template.Name} is for {template.Audience}, the facts are for {facts.Audience}.",
                nameof(facts)
            );
        }
        if (facts is not ICustomerFacts && Audiences.IsOutside(template.Audience))
        {
            throw new ArgumentException(
                $"{template.Name} takes words reviewed for customers alone.",
                nameof(facts)
            );
        }
        Words words;
        for (var items = template.ListsAreFree ? MostListed : MostItems; items > 0; items--)
        {
            words = Render(template, facts.Fields(items));
            if (template.Fits(words.Body))
            {
                return words;
            }
        }
        var bare = facts.Fields(0);
        words = Render(template, bare);
        for (var prose = MostProse; prose >= LeastProse && !template.Fits(words.Body); prose -= 2)
        {
            words = Render(template, bare, prose);
        }
        return words;
    }

    /// <summary>Writes the words with exactly these fields.</summary>
    /// <exception cref="TemplateException">The template names a field there is not, or is broken; names line and column.</exception>
    public static Words Render(Template template, TemplateFields fields) =>
        Render(template, fields, int.MaxValue);

    private static Words Render(Template template, TemplateFields fields, int prose)
    {
        var names = fields.Names;
        TemplateScan.Check(template.Name, template.Subject, template.SubjectLine, names);
        TemplateScan.Check(template.Name, template.Body, template.BodyLine, names);
        try
        {
            return new Words(
                OneLine(template.CompiledSubject.Run(fields.ToDictionary(markdown: false))),
                Tidy(template.CompiledBody.Run(fields.ToDictionary(markdown: true, prose)))
            );
        }
        catch (Exception broken)
            when (broken is HandlebarsDotNet.HandlebarsException or OutputTooLongException)
        {
            throw new TemplateException(template.Name, template.BodyLine, 1, broken.Message);
        }
    }

    /// <summary>Empty fields leave no gaps: no white space before a line's end, no two empty lines, no two spaces.</summary>
    private static string Tidy(string body)
    {
        var tidy = new StringBuilder(body.Length);
        foreach (var c in body)
        {
            if (c == '\n')
            {
                while (tidy.Length > 0 && tidy[^1] is ' ' or '\t' or '\r')
                {
                    tidy.Length--;
                }
            }
            if (!(c == ' ' && Ends(tidy, " ")) && !(c == '\n' && Ends(tidy, "\n\n")))
            {
                tidy.Append(c);
            }
        }
        return tidy.ToString().Trim();
    }

    private static bool Ends(StringBuilder text, string with)
    {
        var at = text.Length - with.Length;
        return at >= 0 && text[at] == with[0] && text[^1] == with[^1];
    }

    /// <summary>A subject is one line of at most 200 characters, cut between words.</summary>
    private static string OneLine(string text)
    {
        var line = string.Join(
            ' ',
            text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        if (line.Length <= 200)
        {
            return line;
        }
        var end = line.LastIndexOf(' ', 198);
        return line[..(end < 100 ? 198 : end)].TrimEnd() + " …";
    }
}
