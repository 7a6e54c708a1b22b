using Afterword.Server.Shell;

namespace Afterword.Tests.Shell;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/incidents/INC-1?tab=items")]
    [InlineData("/")]
    public void A_path_of_ours_is_kept(string path) =>
        Assert.Equal(path, LocalPath.Or(path, "/home"));

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("//example.com")]
    [InlineData("/\\example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_not_gone_to(string? path) =>
        Assert.Equal("/home", LocalPath.Or(path, "/home"));
}
