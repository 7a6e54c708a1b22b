using Afterword.Cli.Input;

namespace Afterword.Tests.Cli;

public sealed class SourceNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("afterword-name-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_document_in_a_repository_is_named_by_its_path_there_however_it_is_reached()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "repo", ".git"));
        var file = Write("repo/docs/postmortems/dns.md");

        Assert.Equal("docs/postmortems/dns.md", SourceName.Of(file, [file]));
        Assert.Equal(
            "docs/postmortems/dns.md",
            SourceName.Of(file, [Path.Combine(_folder, "repo", "docs")])
        );
    }

    [Fact]
    public void Elsewhere_it_is_named_below_the_folder_that_was_given()
    {
        var file = Write("given/team/dns.md");

        Assert.Equal("given/team/dns.md", SourceName.Of(file, [Path.Combine(_folder, "given")]));
        Assert.Equal(
            "given/team/dns.md",
            SourceName.Of(
                Path.Combine(_folder, "given", ".", "team", "dns.md"),
                [Path.Combine(_folder, "given") + "/"]
            )
        );
        Assert.Equal("team/dns.md", SourceName.Of(file, [file]));
    }

    private string Write(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "# x\n");
        return path;
    }
}
