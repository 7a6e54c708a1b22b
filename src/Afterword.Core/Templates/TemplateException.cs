namespace Afterword.Core.Templates;

/// <summary>A template cannot be used; names the place.</summary>
/// <param name="template">The template's name.</param>
/// <param name="line">The 1-based line in the file.</param>
/// <param name="column">The 1-based column.</param>
/// <param name="problem">What is wrong and the way out, one sentence.</param>
public sealed class TemplateException(string template, int line, int column, string problem)
    : Exception($"{template}, line {line}, column {column}: {problem}")
{
    /// <summary>The template's name.</summary>
    public string Template { get; } = template;

    /// <summary>The 1-based line in the file.</summary>
    public int Line { get; } = line;

    /// <summary>The 1-based column.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong and the way out.</summary>
    public string Problem { get; } = problem;
}
