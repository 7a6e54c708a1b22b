using System.Text.Encodings.Web;
using System.Text.Json;
using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>Writes JSON piece by piece to a text writer, so that a run over many files holds none of it.</summary>
internal sealed class FindingJson(TextWriter writer)
{
    internal static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = System
                .Text
                .Json
                .Serialization
                .JsonIgnoreCondition
                .WhenWritingNull,
        };

    private bool any;

    /// <summary>Writes one element of the array that is open.</summary>
    internal void Element(object value)
    {
        writer.WriteLine(any ? "," : "");
        any = true;
        writer.Write(JsonSerializer.Serialize(value, Options));
    }

    internal static object Of(string? file, Finding f) =>
        new
        {
            file,
            ruleId = f.RuleId,
            severity = f.Severity.ToString().ToLowerInvariant(),
            line = f.Range.Line,
            column = f.Range.Column,
            endLine = f.Range.EndLine,
            endColumn = f.Range.EndColumn,
            message = f.Message,
            why = f.Why,
            fix = f.Fix,
        };
}
