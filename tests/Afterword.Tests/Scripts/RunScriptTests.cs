namespace Afterword.Tests.Scripts;

public sealed class RunScriptTests : IDisposable
{
    private readonly DirectoryInfo _tools = Directory.CreateTempSubdirectory("afterword-tools-");

    public void Dispose() => _tools.Delete(recursive: true);

    [Theory]
    [InlineData("dotnet", new string[0])]
    [InlineData("node", new[] { "dotnet" })]
    [InlineData("npm", new[] { "dotnet", "node" })]
    public async Task A_missing_tool_is_named_with_the_way_to_get_it(
        string missing,
        string[] present
    )
    {
        foreach (var tool in present.Concat(["bash", "dirname", "readlink", "env"]))
        {
            File.CreateSymbolicLink(Path.Combine(_tools.FullName, tool), Find(tool));
        }

        var (code, said, complained) = await Script.Run(
            Path.Combine(Script.Root, "bin", "run"),
            ["--demo"],
            path: _tools.FullName
        );

        Assert.NotEqual(0, code);
        Assert.Contains($"bin/run needs {missing}", complained, StringComparison.Ordinal);
        Assert.Contains("nstall", complained, StringComparison.Ordinal);
        Assert.Empty(said);
    }

    private static string Find(string tool) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(':')
            .Select(folder => Path.Combine(folder, tool))
            .First(File.Exists);
}
