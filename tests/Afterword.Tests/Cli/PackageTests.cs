namespace Afterword.Tests.Cli;

/// <summary>What <c>bin/package</c> makes is installed and run as a stranger would.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("afterword-pack-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_tool_installs_from_a_folder_and_says_the_same_as_the_single_file()
    {
        await Commands.Must(
            Commands.Root,
            Path.Combine(Commands.Root, "bin/package"),
            "all",
            folder,
            "--built"
        );
        await Commands.Must(
            folder,
            "dotnet",
            "tool",
            "install",
            "Afterword.Cli",
            "--tool-path",
            "bin",
            "--add-source",
            "tool"
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "a.md"),
            "# P\n\n## Summary\n\nIt broke.\n\n## Root Cause\n\nIt was human error.\n",
            TestContext.Current.CancellationToken
        );
        var environment = new Dictionary<string, string>
        {
            // Where the runtime is that runs this test: the tool's starter looks there.
            ["DOTNET_ROOT"] = Path.GetFullPath(
                Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")
            ),
        };
        var said = new List<string>();
        foreach (var program in new[] { "bin/afterword", "linux-x64/afterword" })
        {
            var (code, output, messages) = await Commands.Run(
                folder,
                environment,
                Path.Combine(folder, program),
                "lint",
                "a.md"
            );
            Assert.True(code == 1, $"{program}: {code} {messages}");
            Assert.Contains("a.md:9:8: warning AW101", output, StringComparison.Ordinal);
            said.Add(output);
            (code, output, _) = await Commands.Run(
                folder,
                environment,
                Path.Combine(folder, program),
                "lint",
                "--explain",
                "AW101"
            );
            Assert.Equal(0, code);
            Assert.StartsWith("# AW101: ", output, StringComparison.Ordinal);
            (code, output, messages) = await Commands.Run(
                folder,
                environment,
                Path.Combine(folder, program),
                "fmt",
                "--stdout",
                "a.md"
            );
            Assert.True(code == 0, messages);
            said.Add(output);
        }
        Assert.Equal(said[0], said[2]);
        Assert.Equal(said[1], said[3]);
    }
}
