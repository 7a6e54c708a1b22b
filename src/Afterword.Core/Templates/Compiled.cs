using HandlebarsDotNet;

namespace Afterword.Core.Templates;

/// <summary>A text with fields, compiled once. Escaping is done before, in <see cref="TemplateFields"/>.</summary>
internal sealed class Compiled
{
    /// <summary>The longest output, in characters; far above every channel's limit.</summary>
    private const int Limit = 256 * 1024;

    private readonly HandlebarsTemplate<TextWriter, object, object> _run;

    public Compiled(string text)
    {
        var handlebars = Handlebars.Create(
            new HandlebarsConfiguration
            {
                NoEscape = true,
                ThrowOnUnresolvedBindingExpression = true,
            }
        );
        using var reader = new StringReader(text);
        _run = handlebars.Compile(reader);
    }

    /// <exception cref="OutputTooLongException">The output grew beyond the limit.</exception>
    public string Run(Dictionary<string, object> fields)
    {
        using var writer = new LimitedWriter();
        _run(writer, fields, null!);
        return writer.ToString();
    }

    /// <summary>Stops a template that would write without end.</summary>
    private sealed class LimitedWriter : StringWriter
    {
        public LimitedWriter()
            : base(System.Globalization.CultureInfo.InvariantCulture) { }

        public override void Write(char value)
        {
            Count(1);
            base.Write(value);
        }

        public override void Write(string? value)
        {
            Count(value?.Length ?? 0);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Count(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Count(buffer.Length);
            base.Write(buffer);
        }

        private void Count(int more)
        {
            if (GetStringBuilder().Length + more > Limit)
            {
                throw new OutputTooLongException();
            }
        }
    }
}

/// <summary>A template wrote more than any message may hold.</summary>
internal sealed class OutputTooLongException()
    : Exception("The message is longer than 256 KB; shorten the template.");
