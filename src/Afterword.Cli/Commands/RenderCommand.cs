using System.CommandLine;
using Afterword.Core;
using Afterword.Core.Linting;
using Afterword.Core.Updates;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword render</c>: prints a message exactly as it would be sent now; nothing is sent.</summary>
internal static class RenderCommand
{
    private static readonly string[] Channels = ["markdown", "text", "mail", "slack", "tracker"];

    private static readonly string[] Kinds =
    [
        .. Enum.GetValues<UpdateKind>().Select(k => Kebab(k)),
    ];

    internal static Command Create()
    {
        var kind = new Argument<string>("kind")
        {
            Description = $"what is told: {string.Join(", ", Kinds)}",
        };
        kind.CompletionSources.Add(Kinds);
        var incident = new Option<string>("--incident")
        {
            Description = "the incident it is about, such as INC-1",
            Required = true,
        };
        var audience = new Option<string?>("--audience")
        {
            Description =
                "for whom: leadership, technical, customers … (the kind's first unless said)",
        };
        audience.CompletionSources.Add([.. Enum.GetValues<Audience>().Select(a => Kebab(a))]);
        var channel = new Option<string>("--channel")
        {
            Description =
                "as which channel sends it: markdown, text, mail, slack, tracker (a comment on a ticket)",
            DefaultValueFactory = _ => "markdown",
        };
        channel.CompletionSources.Add(Channels);
        var command = new Command(
            "render",
            "Print a message exactly as it would be sent now. Nothing is sent."
        )
        {
            kind,
            incident,
            audience,
            channel,
        };
        Known(kind.Validators, result => result.Tokens, "kind", Kinds);
        command.Validators.Add(result =>
        {
            var typed = result.GetResult(audience)?.Tokens is [var a] ? a.Value : null;
            if (
                typed is not null
                && result.GetResult(kind)?.Tokens is [var k]
                && SnakeCase.TryParse<UpdateKind>(k.Value, out var known)
            )
            {
                var names = UpdateTable.Of(known).Audiences.Select(x => Kebab(x)).ToList();
                if (!names.Contains(typed.Replace('_', '-')))
                {
                    result.AddError(
                        $"{Kebab(known)} is not told to '{typed}'.{DidYouMean.Sentence(typed, names)} It goes to {string.Join(", ", names)}."
                    );
                }
            }
            if (
                result.GetResult(channel)?.Tokens is [var c]
                && !Channels.Contains(c.Value, StringComparer.Ordinal)
            )
            {
                result.AddError(
                    $"There is no channel '{c.Value}'.{DidYouMean.Sentence(c.Value, Channels)} There are {string.Join(", ", Channels)}."
                );
            }
        });
        command.SetAction(
            (parsed, ct) =>
                ListCommands.Guarded(server =>
                    Run(
                        server,
                        Path(
                            parsed.GetValue(kind)!,
                            parsed.GetValue(incident)!,
                            parsed.GetValue(audience),
                            parsed.GetValue(channel)!
                        ),
                        Console.Out,
                        ct
                    )
                )
        );
        return command;
    }

    internal static string Path(string kind, string incident, string? audience, string channel) =>
        $"api/v1/incidents/{Uri.EscapeDataString(incident)}/render/{Uri.EscapeDataString(kind)}?channel={channel}{(audience is null ? "" : $"&audience={Uri.EscapeDataString(audience)}")}";

    internal static async Task<int> Run(
        ServerDoor server,
        string path,
        TextWriter output,
        CancellationToken ct
    )
    {
        var text = await server.GetText(path, ct);
        await output.WriteAsync(text.EndsWith('\n') ? text : text + "\n");
        return ExitCodes.Fine;
    }

    private static void Known(
        List<Action<System.CommandLine.Parsing.ArgumentResult>> validators,
        Func<
            System.CommandLine.Parsing.ArgumentResult,
            IReadOnlyList<System.CommandLine.Parsing.Token>
        > tokens,
        string what,
        string[] names
    ) =>
        validators.Add(result =>
        {
            if (
                tokens(result) is [var typed]
                && !names.Contains(typed.Value.Replace('_', '-'), StringComparer.OrdinalIgnoreCase)
            )
            {
                result.AddError(
                    $"There is no {what} '{typed.Value}'.{DidYouMean.Sentence(typed.Value, names)} There are {string.Join(", ", names)}."
                );
            }
        });

    private static string Kebab(Enum value) => SnakeCase.Of(value).Replace('_', '-');
}
