using Afterword.Core;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems;

/// <summary>The place of a section on the pages of a post-mortem: <c>root-cause</c>.</summary>
[Offered]
internal static class SectionAnchors
{
    public static string Of(SectionKind kind) => SnakeCase.Of(kind).Replace('_', '-');
}
