using Afterword.Server.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Afterword.Tests.Shell;

/// <summary>Pages read several things, one after the other; how quickly each answer comes must not matter.</summary>
public sealed class WholeComponentTests
{
    [Fact]
    public async Task Nothing_is_drawn_between_an_answer_that_was_there_at_once_and_one_that_came_later()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TwoReads>()).ToHtmlString()
        );

        Assert.Equal("INC-1 led by Lee", html);
    }

    private sealed class TwoReads : WholeComponent
    {
        private string? _key;
        private string? _lead;

        protected override async Task OnInitializedAsync()
        {
            _key = await Task.FromResult("INC-1");
            await Task.Yield();
            _lead = "Lee";
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (_key is not null)
            {
                builder.AddContent(0, $"{_key} led by {_lead![..]}");
            }
        }
    }
}
