/** SMART App Launch 2.2, styling: the hospital's colours for whoever wants to look like it. */
export const SMART_STYLE = {
  color_background: '#f6f3f0',
  color_error: '#7a1010',
  color_highlight: '#7a1f35',
  color_modal_backdrop: '#2b2523',
  color_success: '#2f6b3a',
  color_text: '#2b2523',
  dim_border_radius: '6px',
  dim_font_size: '15px',
  dim_spacing_size: '16px',
  font_family_body: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  font_family_heading: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
} as const;
