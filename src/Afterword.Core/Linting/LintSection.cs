using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>A section with the lines it takes; <see cref="Line"/> is its heading's, <see cref="End"/> the first line behind it.</summary>
internal sealed record LintSection(SectionKind Kind, string Heading, int Line, int End);
