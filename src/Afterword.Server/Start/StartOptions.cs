using System.Net;

namespace Afterword.Server.Start;

/// <summary>The options of <c>bin/run</c>, also settings and environment variables (contracts.md).</summary>
internal sealed record StartOptions(bool Demo, string Urls, string? DemoToken)
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--data"] = "Database:Folder",
        ["--database"] = "Database:Provider",
        ["--connection"] = "Database:Connection",
        ["--urls"] = "Urls",
    };

    /// <summary>Reads the command line into the configuration.</summary>
    /// <exception cref="StartException">An option is unknown, incomplete or not allowed.</exception>
    public static StartOptions Read(WebApplicationBuilder builder, string[] args)
    {
        var given = new Dictionary<string, string?>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (name == "--demo")
            {
                given["Demo"] = "true";
            }
            else if (!Switches.TryGetValue(name, out var key))
            {
                throw new StartException(
                    $"'{args[i]}' is no option. There are --demo, --data DIR, --urls URL, --database sqlite|postgres and --connection \"…\"."
                );
            }
            else
            {
                given[key] =
                    inline
                    ?? (
                        i + 1 < args.Length
                            ? args[++i]
                            : throw new StartException($"{name} needs a value.")
                    );
            }
        }
        builder.Configuration.AddEnvironmentVariables("AFTERWORD__");
        builder.Configuration.AddInMemoryCollection(given);
        return Check(builder.Configuration);
    }

    private static StartOptions Check(ConfigurationManager configuration)
    {
        var demo = configuration.GetValue<bool>("Demo");
        configuration["Database:Folder"] ??= demo ? "data-demo" : "data";
        configuration["Urls"] ??= "http://127.0.0.1:5080";
        var provider = configuration["Database:Provider"] ??= "sqlite";
        if (provider is not ("sqlite" or "postgres"))
        {
            throw new StartException($"--database is sqlite or postgres, not '{provider}'.");
        }
        if (
            provider == "postgres"
            && string.IsNullOrWhiteSpace(configuration["Database:Connection"])
        )
        {
            throw new StartException(
                "--database postgres needs --connection \"Host=…;Database=…;Username=…;Password=…\"."
            );
        }
        // The framework's own request log would write addresses with their query: one-time links, search words.
        configuration["Logging:LogLevel:Microsoft.AspNetCore"] ??= "Warning";
        configuration["Logging:LogLevel:Microsoft.EntityFrameworkCore"] ??= "Warning";
        configuration["Logging:LogLevel:System.Net.Http"] ??= "Warning";
        var urls = configuration["Urls"]!;
        return new StartOptions(
            demo,
            urls,
            CheckDemoToken(Environment.GetEnvironmentVariable("AFTERWORD_DEMO_TOKEN"), demo, urls)
        );
    }

    private static string? CheckDemoToken(string? token, bool demo, string urls) =>
        string.IsNullOrEmpty(token) ? null
        : !demo
            ? throw new StartException(
                "AFTERWORD_DEMO_TOKEN is set, but this is no demo. Unset it, or start with --demo."
            )
        : token.Length < 24
            ? throw new StartException("AFTERWORD_DEMO_TOKEN needs 24 characters or more.")
        : !urls.Split(';').All(IsLoopback)
            ? throw new StartException(
                "AFTERWORD_DEMO_TOKEN works only when every listen address is a loopback address such as http://127.0.0.1:5080."
            )
        : token;

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri)
        && (
            uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (
                IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address)
                && IPAddress.IsLoopback(address)
            )
        );
}

/// <summary>The server cannot start as asked; the message is a sentence for the operator.</summary>
internal sealed class StartException(string message) : Exception(message);
