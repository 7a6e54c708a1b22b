using Afterword.Server.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Afterword.Server.Features.Insights;

/// <summary>Renders a part of a page to text, so that it can be kept. The part takes all it needs as parameters and has no forms.</summary>
internal sealed class Fragments(IServiceProvider services, ILoggerFactory log)
{
    public async Task<string> Render<T>(Reader reader, IDictionary<string, object?> parameters)
        where T : IComponent
    {
        RenderFragment part = builder =>
        {
            builder.OpenComponent<T>(0);
            builder.AddMultipleAttributes(1, parameters!);
            builder.CloseComponent();
        };
        var whole = ParameterView.FromDictionary(
            new Dictionary<string, object?>
            {
                [nameof(CascadingValue<Reader>.Value)] = reader,
                [nameof(CascadingValue<Reader>.IsFixed)] = true,
                [nameof(CascadingValue<Reader>.ChildContent)] = part,
            }
        );
        await using var renderer = new HtmlRenderer(services, log);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<Reader>>(whole)).ToHtmlString()
        );
    }
}
