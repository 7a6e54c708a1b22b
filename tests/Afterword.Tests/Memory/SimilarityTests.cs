using Afterword.Core.Memory;

namespace Afterword.Tests.Memory;

public sealed class SimilarityTests
{
    private static readonly Dictionary<string, int> Texts = new()
    {
        ["pool"] = 2,
        ["failover"] = 3,
        ["exhausted"] = 2,
        ["order"] = 90,
    };

    private static Traits Of(string cause, string[]? services = null, string[]? tags = null) =>
        new(services ?? [], tags ?? [], "An order was late", cause);

    [Fact]
    public void Rare_words_of_both_causes_make_incidents_alike_and_are_named()
    {
        var like = Similarity.Of(
            Of("The pool was exhausted after a failover."),
            Of("After the failover of a replica the pools were exhausted."),
            Texts,
            100
        );

        Assert.True(like.Score >= Similarity.Enough);
        Assert.Equal(["Both causes name “exhausted”, “pool”, “failover”"], like.Reasons);
    }

    [Fact]
    public void One_word_in_common_is_chance_unless_a_service_or_a_tag_is_shared()
    {
        var one = Of("The pool ran dry.");
        var other = Of("A pool of cars was empty.");

        Assert.Equal(0, Similarity.Of(one, other, Texts, 100).Score);
        var tagged = Similarity.Of(
            one with
            {
                Tags = ["database"],
                Services = ["Checkout"],
            },
            other with
            {
                Tags = ["Database"],
                Services = ["Checkout"],
            },
            Texts,
            100
        );
        Assert.True(tagged.Score >= Similarity.Enough);
        Assert.Equal(["Same service: Checkout", "Same tag: database"], tagged.Reasons.Take(2));
    }

    [Fact]
    public void Words_that_many_texts_have_say_nothing()
    {
        Assert.Empty(Similarity.Of(Of(""), Of(""), Texts, 100).Reasons);
    }

    [Fact]
    public void The_earlier_of_two_incidents_is_the_one_that_happened_first_whoever_is_named_first()
    {
        var (now, by) = (Support.Some.Now, Support.Some.Alice());
        var older = new Moment(7, now.AddDays(-30));
        var newer = new Moment(3, now);

        Assert.Equal(
            (3, 7),
            (
                SameCause.Confirm(1, older, newer, 0, by).IncidentNumber,
                SameCause.Confirm(1, newer, older, 2, by).EarlierNumber
            )
        );
        Assert.True(SameCause.Confirm(1, newer, older, 2, by).WhileFixOpen);
    }
}
