namespace Afterword.Core.Linting;

/// <summary>A stretch of a text. Lines and columns begin at 1; a column counts UTF-16 code units; the end is just behind the last character.</summary>
/// <param name="Line">The line it begins on.</param>
/// <param name="Column">The column it begins at.</param>
/// <param name="EndLine">The line it ends on.</param>
/// <param name="EndColumn">The column just behind its end.</param>
public readonly record struct SourceRange(int Line, int Column, int EndLine, int EndColumn);
