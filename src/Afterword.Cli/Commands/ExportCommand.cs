using System.CommandLine;
using System.Text;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword export INC-7</c>: the post-mortem of an incident as Markdown.</summary>
internal static class ExportCommand
{
    internal static Command Create()
    {
        var key = new Argument<string>("key") { Description = "the incident's key, such as INC-7" };
        var to = new Option<string?>("--out")
        {
            Description = "the file to write instead of standard output",
        };
        var command = new Command("export", "Print the post-mortem of an incident as Markdown.")
        {
            key,
            to,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                try
                {
                    using var server = ServerDoor.FromEnvironment();
                    return await Run(
                        parsed.GetValue(key)!,
                        parsed.GetValue(to),
                        server,
                        Console.Out,
                        ct
                    );
                }
                catch (Exception wrong)
                    when (wrong is ServerException or IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync(wrong.Message);
                    return ExitCodes.WrongUsage;
                }
            }
        );
        return command;
    }

    internal static async Task<int> Run(
        string key,
        string? to,
        ServerDoor server,
        TextWriter output,
        CancellationToken ct
    )
    {
        var markdown = await server.GetText(
            $"api/v1/post-mortems/export/{Uri.EscapeDataString(key.Trim())}",
            ct
        );
        if (to is null)
        {
            await output.WriteAsync(markdown);
        }
        else
        {
            await File.WriteAllTextAsync(to, markdown, new UTF8Encoding(false), ct);
        }
        return ExitCodes.Fine;
    }
}
