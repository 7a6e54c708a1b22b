using System.IO.Compression;
using System.Text.RegularExpressions;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Pieces;
using Afterword.Tests.Scripts;

namespace Afterword.Tests.Shell;

/// <summary>What the content-security-policy would stop, and icons that are not bundled, are found here rather than on somebody's screen.</summary>
public sealed partial class MarkupTests
{
    public static TheoryData<string> Components =>
        new(
            Directory
                .EnumerateFiles(
                    Path.Combine(Script.Root, "src", "Afterword.Server"),
                    "*.razor",
                    SearchOption.AllDirectories
                )
                .Where(file =>
                    !file.Contains(
                        $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                        StringComparison.Ordinal
                    )
                )
                .Select(file => Path.GetRelativePath(Script.Root, file))
        );

    [Theory]
    [MemberData(nameof(Components))]
    public void Markup_holds_nothing_inline(string component) =>
        Assert.Empty(
            Inline()
                .Matches(File.ReadAllText(Path.Combine(Script.Root, component)))
                .Select(match => match.Value)
        );

    [Theory]
    [MemberData(nameof(Components))]
    public void Icons_are_bundled(string component)
    {
        var names = IconUse()
            .Matches(File.ReadAllText(Path.Combine(Script.Root, component)))
            .Select(match => match.Groups["name"].Value);

        Assert.All(names, name => Assert.NotEmpty(IconSet.Svg(name).Value));
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Every_class_has_a_look(string component)
    {
        var used = ClassUse()
            .Matches(File.ReadAllText(Path.Combine(Script.Root, component)))
            .SelectMany(match =>
                match.Groups["names"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );

        Assert.Empty(used.Except(Looks.Value));
    }

    // What the bundle really holds: Tabler without what tabler-diet.mjs leaves out, and our own.
    private static readonly Lazy<HashSet<string>> Looks = new(() =>
    {
        using var plain = new StreamReader(
            new BrotliStream(
                new MemoryStream(ClientAssets.Bytes("app.css")),
                CompressionMode.Decompress
            )
        );
        return
        [
            .. ClassLook()
                .Matches(plain.ReadToEnd())
                .Select(match =>
                    match.Groups["name"].Value.Replace("\\", "", StringComparison.Ordinal)
                ),
        ];
    });

    [GeneratedRegex("""\sclass="(?<names>[^"@]*)""")]
    private static partial Regex ClassUse();

    [GeneratedRegex(@"\.(?<name>(?:\\.|[A-Za-z0-9_-])+)")]
    private static partial Regex ClassLook();

    [GeneratedRegex(
        """\sstyle="|<style|<script(?![^>]*\ssrc=)|\s(?-i:on[a-z]+)="|href="javascript:""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Inline();

    [GeneratedRegex(
        "(?:<Icon [^>]*Name=|<(?:EmptyState|Pill)[^>]*Icon=|IconSet\\.Svg\\()\"(?<name>[a-z0-9-]+)\""
    )]
    private static partial Regex IconUse();
}
