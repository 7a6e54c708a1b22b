using Afterword.Leaks;

namespace Afterword.Tests.Security;

/// <summary>Nothing internal reaches customers: the short run of bench/leaks.</summary>
public sealed class LeakTests
{
    [Fact]
    public void No_planted_secret_is_found_in_any_template_audience_and_channel()
    {
        var found = Enumerable.Range(1_000, 3).Select(Search.In).ToList();

        Assert.Equal([], found.SelectMany(f => f.Leaks).Distinct());
        Assert.InRange(found.Sum(f => f.Renders), 500, int.MaxValue);
        Assert.All(found, f => Assert.InRange(f.Secrets, 30, 200));
    }

    [Fact]
    public void Every_leak_made_on_purpose_is_found_in_every_form()
    {
        Assert.Equal([], Mutants.Missed(out var all));
        Assert.InRange(all, 60, 500);
    }
}
