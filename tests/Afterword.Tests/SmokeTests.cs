namespace Afterword.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_house_stands() =>
        Assert.NotNull(typeof(Afterword.Core.PostMortems.PostMortemDocument));
}
