using System.Globalization;
using System.Reflection;
using System.Text;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Features.Settings;
using Afterword.Server.Security;
using Afterword.Tests.Support;

namespace Afterword.Tests.Security;

/// <summary>
/// <c>docs/operate/configuration.md</c> is printed from the docstrings. Where they differ, run this test with
/// <c>AFTERWORD_WRITE_DOCS=1</c> and look at the difference.
/// </summary>
public sealed class ConfigurationDocTests
{
    private static readonly (string Section, object Defaults)[] AtStart =
    [
        ("Database", new DatabaseOptions()),
        ("Security", new SecurityOptions()),
        ("Outgoing", new OutgoingOptions()),
    ];

    [Fact]
    public void The_documentation_says_what_the_docstrings_say()
    {
        var path = Path.Combine(Root(), "docs", "operate", "configuration.md");
        var printed = Print();
        if (Environment.GetEnvironmentVariable("AFTERWORD_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, printed);
        }

        Assert.Equal(printed, File.ReadAllText(path));
    }

    [Fact]
    public void Every_setting_has_a_docstring()
    {
        var silent =
            from type in AtStart
                .Select(s => s.Defaults.GetType())
                .Concat(AllSettings.List.Select(k => k.Type))
            from property in SettingsFields.Of(type)
            where DocStrings.Of(property).Length == 0
            select $"{type.Name}.{property.Name}";

        Assert.Equal([], silent);
    }

    [Fact]
    public void Every_range_that_a_docstring_names_is_held()
    {
        var loose =
            from kind in AllSettings.List
            from property in SettingsFields.Of(kind.Type)
            where property.PropertyType == typeof(int)
            from typed in Outside(DocStrings.Of(property))
            where !kind.Wrong(With(kind.Type, property, typed)).Any(w => w.Field == property.Name)
            select $"{kind.Name}: {property.Name} takes {typed}";

        Assert.Equal([], loose);
    }

    /// <summary>The numbers just outside of the range "1–168"; a number without a range in its docstring is a finding too.</summary>
    private static int[] Outside(string doc) =>
        System.Text.RegularExpressions.Regex.Match(doc, @"(\d+)–(\d+)") is { Success: true } range
            ?
            [
                int.Parse(range.Groups[1].ValueSpan, null) - 1,
                int.Parse(range.Groups[2].ValueSpan, null) + 1,
            ]
            : [int.MinValue];

    private static object With(Type type, PropertyInfo property, int value)
    {
        var settings = Activator.CreateInstance(type)!;
        property.SetValue(settings, value);
        return settings;
    }

    private static string Print()
    {
        var text = new StringBuilder(Intro);
        foreach (var (section, defaults) in AtStart)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {section}\n\n{DocStrings.Of(defaults.GetType())}\n\n| setting | default | meaning |\n|---|---|---|\n"
            );
            foreach (var property in SettingsFields.Of(defaults.GetType()))
            {
                Row(text, $"`{section}:{property.Name}`", property, defaults);
            }
        }
        text.Append(
            "\n## In the application\n\nUnder Settings, by an administrator. A change is in the history and counts at once, on every node within two seconds.\n"
        );
        foreach (var kind in AllSettings.List)
        {
            var defaults = Activator.CreateInstance(kind.Type)!;
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {kind.Title}\n\n{DocStrings.Of(kind.Type)}\n\n| setting | default | meaning |\n|---|---|---|\n"
            );
            foreach (var property in SettingsFields.Of(kind.Type))
            {
                Row(text, SettingInput.Words(property.Name), property, defaults);
            }
        }
        text.Append(
            "\n## Channels\n\nUnder Settings, Where messages go. Until a channel is complete, its messages stay in the Outbox. Secrets are encrypted and never shown again.\n"
        );
        foreach (var channel in Channels())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n### {channel.Name}\n\n| setting | meaning |\n|---|---|\n"
            );
            foreach (var field in channel.Fields)
            {
                var choices = field.Choices is { } some
                    ? $" One of: {string.Join("; ", some.Select(c => c.Label))}."
                    : "";
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {field.Label}{(field.Secret ? " (secret)" : "")} | {Cell(field.Hint + choices)} |\n"
                );
            }
        }
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, PropertyInfo property, object defaults)
    {
        var value =
            property.PropertyType != typeof(string)
            && property.GetValue(defaults) is IEnumerable<string>
                ? ""
                : SettingInput.Show(property.GetValue(defaults));
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {name} | {(value.Length == 0 ? "–" : $"`{value}`")} | {Cell(DocStrings.Of(property))} |\n"
        );
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static IEnumerable<IChannel> Channels() =>
        new AllChannels(
            new OutgoingGuard(new OutgoingAllowList([])),
            new SomeHttp(),
            TimeProvider.System
        ).List.Where(channel => channel.Fields.Count > 0);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Afterword.slnx")))
        {
            folder = folder.Parent!;
        }
        return folder.FullName;
    }

    private const string Intro = """
        # Configuration

        <!-- Printed from the docstrings by ConfigurationDocTests; change those, then run it with AFTERWORD_WRITE_DOCS=1. -->

        Afterword runs without any configuration. What can be set stands in two places: what must be known before the database is open is set
        at the start; everything else in the application, by an administrator.

        ## At the start

        Each setting can be given in `appsettings.json` in the folder the server is started from (`{ "Database": { "Provider": "postgres" } }`), as an environment
        variable (`AFTERWORD__Database__Provider=postgres`, lists by number: `AFTERWORD__Security__TrustedProxies__0=10.0.0.5`), or on the command line of `bin/run`
        where there is an option. The command line wins over the environment, the environment over the file.

        | option | setting | default | meaning |
        |---|---|---|---|
        | `--demo` | `Demo` | – | A living sample organization in a database of its own; nothing leaves the machine. |
        | `--data DIR` | `Database:Folder` | `data`, with `--demo` `data-demo` | The folder of the database file and of the master key. |
        | `--database NAME` | `Database:Provider` | `sqlite` | `sqlite` or `postgres`. |
        | `--connection TEXT` | `Database:Connection` | – | The connection string of PostgreSQL. |
        | `--urls URL` | `Urls` | `http://127.0.0.1:5080` | Where the server listens; several are separated by `;`. |

        `AFTERWORD_DEMO_TOKEN` (24 characters or more) is an administrator's bearer token for the API, only with `--demo` and only where every address is a
        loopback address; otherwise the start fails.

        """;
}
