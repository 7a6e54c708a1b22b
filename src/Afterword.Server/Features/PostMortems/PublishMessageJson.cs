using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Data.Telling;

namespace Afterword.Server.Features.PostMortems;

/// <summary>A message that goes with a publication, as the API gives it.</summary>
internal sealed record PublishMessageJson(
    Audience Audience,
    string Subject,
    string Body,
    IReadOnlyList<string> Readers
)
{
    public static PublishMessageJson Of(PublishMessage message) =>
        new(
            message.Audience,
            message.Words.Subject,
            message.Words.Body,
            [.. message.Readers.All.Select(r => r.Name)]
        );

    /// <summary>The messages to the audiences that are named.</summary>
    /// <exception cref="RuleException">A name is none of them, or nobody would get it.</exception>
    public static IReadOnlyList<(Audience, Words)> Chosen(
        IReadOnlyList<string> wanted,
        IReadOnlyList<PublishMessage> messages
    ) =>
        [
            .. wanted
                .Distinct()
                .Select(name =>
                    SnakeCase.TryParse<Audience>(name, out var audience)
                    && messages.FirstOrDefault(m => m.Audience == audience) is { } message
                        ? message.Readers.All.Count > 0
                            ? (audience, message.Words)
                            : throw new RuleException(
                                "send",
                                $"Nobody would get this: {UpdateWords.Readers(audience)} has no member with a mail address."
                            )
                        : throw new RuleException(
                            "send",
                            $"'{name}' is none of {string.Join(", ", messages.Select(m => SnakeCase.Of(m.Audience)))}."
                        )
                ),
        ];
}
