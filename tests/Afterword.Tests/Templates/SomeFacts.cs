using Afterword.Core.ActionItems;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates.Facts;
using Afterword.Tests.Support;

namespace Afterword.Tests.Templates;

/// <summary>Facts of a believable incident for template tests: the product's own samples.</summary>
internal static class SomeFacts
{
    public static InternalFacts Resolved => SampleFacts.Resolved;

    /// <summary>A SEV1 that still runs, about which little is known.</summary>
    public static InternalFacts Running => SampleFacts.Running;

    public static ItemFact Item(string key, string action, string? owner, int? dueInDays) =>
        new(
            key,
            new InternalText(action),
            owner,
            dueInDays is { } days ? Some.Today.AddDays(days) : null,
            "",
            ActionItemStatus.InProgress,
            default
        );
}
