using Afterword.Core.ActionItems;
using Afterword.Core.Delivery;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Shell.Pieces;

namespace Afterword.Tests.Shell;

public sealed class StatusLooksTests
{
    public static TheoryData<string> EveryState =>
        new(
            new[]
            {
                typeof(ActionItemStatus),
                typeof(IncidentStatus),
                typeof(PostMortemState),
                typeof(UpdateState),
                typeof(DeliveryState),
            }.SelectMany(Enum.GetNames)
        );

    [Theory]
    [MemberData(nameof(EveryState))]
    public void Every_state_of_the_product_has_words_and_a_bundled_shape(string name)
    {
        var key = Afterword.Core.SnakeCase.Of(name);

        Assert.Contains(key, StatusLooks.Names);
        Assert.NotEmpty(IconSet.Svg(StatusLooks.Of(name).Icon).Value);
    }

    [Fact]
    public void A_state_without_a_look_is_still_readable() =>
        Assert.Equal("Half asleep", StatusLooks.Of("HalfAsleep").Text);
}
